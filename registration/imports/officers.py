"""Accounts from a file: the user name says whose it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import Role
from registration.forms.officers import NewOfficerForm
from registration.imports.rows import RowTable
from registration.models import Officer
from registration.services import officers

CONTACT = ("full_name", "position", "email", "phone")


class OfficerRowForm(NewOfficerForm):
    is_active = forms.BooleanField(label=_("ใช้งานได้"), required=False)


class OfficerTable(RowTable):
    """A new account has no password: the department gives the first one on the account's page.
    Another role or area in the file is a move, which keeps the history.
    """

    title = "เจ้าหน้าที่"
    columns = {
        "username": "ชื่อผู้ใช้",
        "full_name": "ชื่อ–สกุล",
        "position": "ตำแหน่ง",
        "role": "บทบาท",
        "province": "รหัสจังหวัด",
        "district": "รหัสอำเภอ/เขต",
        "email": "อีเมล",
        "phone": "โทรศัพท์",
        "is_active": "ใช้งานได้",
    }

    def form(self, found, data):
        return OfficerRowForm(data)

    def find(self, data):
        return Officer.objects.filter(username=data["username"]).first()

    def write(self, found, values):
        return save(self.by, self.on, found, dict(values))


def save(by, on, found, values: dict):
    """Create or change an account by the services that its page calls; returns it as stored."""
    active = values.pop("is_active")
    office = _office(values)
    if found is None:
        row = officers.create(by=by, on=on, password=None, **{**values, **office})
    else:
        contact = {name: values[name] for name in CONTACT}
        row = officers.change(by=by, on=on, officer=found.pk, **contact)
        there = {"role": row.role, "province": row.province_id, "district": row.district_id}
        if there != office:
            row = officers.move(by=by, on=on, officer=row.pk, position=row.position, **office)
    if row.is_active != active:
        row = officers.set_active(by=by, on=on, officer=row.pk, active=active)
    return Officer.objects.get(pk=row.pk)


def _office(values: dict) -> dict:
    """Role and area as an account holds them; what does not fit the role is no move."""
    role, province, district = (values[name] or None for name in ("role", "province", "district"))
    if role == Role.DEPARTMENT:
        province = district = None
    elif role == Role.PROVINCE:
        district = None
    elif district:
        province = district[:2]
    return {"role": role, "province": province, "district": district}
