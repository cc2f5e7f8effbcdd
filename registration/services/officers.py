"""Accounts: the department makes, moves and ends them."""

import secrets
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role
from registration.errors import Incomplete
from registration.models import District, Officer, Posting
from registration.scoping import Jurisdiction
from registration.services import journal
from registration.services.orders import demand_department

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else


def new_password() -> str:
    """A password that can be read out over the telephone: four groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _n in range(4)) for _group in range(4))


@transaction.atomic
def create(
    *,
    by: Jurisdiction | None,
    on: datetime,
    username: str,
    full_name: str,
    role: str,
    province: str | None = None,
    district: str | None = None,
    position: str = "",
    email: str = "",
    phone: str = "",
    password: str | None,
    must_change_password: bool = True,
) -> Officer:
    """Create an account with its first posting. ``by`` is ``None`` only for the very first
    account. Without a ``password`` nobody can sign in with it before ``reset_password``.
    """
    demand_department(by)
    _demand_free(username)
    officer = Officer(
        username=username,
        full_name=full_name,
        position=position,
        email=email,
        phone=phone,
        created_at=on,
        must_change_password=must_change_password,
        **_area(role, province, district),
    )
    if password is None:
        officer.set_unusable_password()
    else:
        _set_password(officer, password)
    officer.save()
    _post(officer, calendar.day_of(on))
    journal.record(by, on, "officer.create", officer, after=_office(officer))
    return officer


@transaction.atomic
def change(
    *,
    by: Jurisdiction,
    on: datetime,
    officer: int,
    full_name: str,
    position: str,
    email: str,
    phone: str,
) -> Officer:
    """Change name and contact; role and area change by ``move``."""
    demand_department(by)
    row = Officer.objects.select_for_update(no_key=True).get(pk=officer)
    new = {"full_name": full_name, "position": position, "email": email, "phone": phone}
    before = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=list(new))
    if before != new:
        journal.record(by, on, "officer.change", row, before=before, after=new)
    return row


@transaction.atomic
def move(
    *,
    by: Jurisdiction,
    on: datetime,
    officer: int,
    role: str,
    province: str | None = None,
    district: str | None = None,
    position: str = "",
) -> Officer:
    """Move an officer to another office from today; earlier postings and the journal stay."""
    demand_department(by)
    row = Officer.objects.select_for_update(no_key=True).get(pk=officer)
    before = _office(row)
    today = calendar.day_of(on)
    for name, value in _area(role, province, district).items():
        setattr(row, name, value)
    row.position = position or row.position
    row.save()
    Posting.objects.filter(officer=row, until_on__isnull=True).update(until_on=today)
    _post(row, today)
    journal.record(by, on, "officer.move", row, before=before, after=_office(row))
    return row


@transaction.atomic
def set_active(
    *, by: Jurisdiction, on: datetime, officer: int, active: bool, reason: str = ""
) -> Officer:
    """End or restore an account. An ended account signs in nowhere, also not in an open session."""
    demand_department(by)
    row = Officer.objects.select_for_update(no_key=True).get(pk=officer)
    if row.pk == by.officer_id and not active:
        raise Incomplete([("is_active", _("ปิดบัญชีของตนเองไม่ได้ ให้ผู้ดูแลคนอื่นดำเนินการ"))])
    row.is_active = active
    row.save(update_fields=["is_active"])
    journal.record(by, on, "officer.activate" if active else "officer.end", row, reason=reason)
    return row


@transaction.atomic
def reset_password(*, by: Jurisdiction, on: datetime, officer: int) -> str:
    """Give a new first password, to be changed at the next sign-in; returned once, stored only as
    a hash.
    """
    demand_department(by)
    row = Officer.objects.select_for_update(no_key=True).get(pk=officer)
    password = new_password()
    _set_password(row, password)
    row.must_change_password = True
    row.save(update_fields=["password", "must_change_password"])
    journal.record(by, on, "officer.reset_password", row)
    return password


@transaction.atomic
def change_password(*, by: Jurisdiction, on: datetime, password: str) -> Officer:
    """Change the own password; raises ``Incomplete`` with what is wrong with the new one."""
    row = Officer.objects.select_for_update(no_key=True).get(pk=by.officer_id)
    _set_password(row, password)
    row.must_change_password = False
    row.save(update_fields=["password", "must_change_password"])
    journal.record(by, on, "officer.change_password", row)
    return row


def _set_password(officer: Officer, password: str) -> None:
    try:
        validate_password(password, officer)
    except ValidationError as error:
        raise Incomplete([("password", text) for text in error.messages]) from error
    officer.set_password(password)


def _area(role: str, province: str | None, district: str | None) -> dict:
    """Role and area as columns; raises ``Incomplete`` where they do not fit."""
    problem = None
    if role == Role.DISTRICT and not district:
        problem = ("district", _("เจ้าหน้าที่อำเภอต้องมีอำเภอ ให้เลือกอำเภอ"))
    elif role == Role.PROVINCE and not province:
        problem = ("province", _("เจ้าหน้าที่จังหวัดต้องมีจังหวัด ให้เลือกจังหวัด"))
    if problem:
        raise Incomplete([problem])
    if role == Role.DEPARTMENT:
        return {"role": role, "province_id": None, "district_id": None}
    if role == Role.PROVINCE:
        return {"role": role, "province_id": province, "district_id": None}
    if district:
        province = District.objects.values_list("province_id", flat=True).get(pk=district)
    return {"role": role, "province_id": province or None, "district_id": district or None}


def _demand_free(username: str) -> None:
    if Officer.objects.filter(username__iexact=username).exists():
        raise Incomplete([("username", _("มีชื่อผู้ใช้นี้แล้ว ให้ใช้ชื่ออื่น"))])


def _post(officer: Officer, from_on: date) -> None:
    Posting.objects.create(
        officer=officer,
        from_on=from_on,
        role=officer.role,
        province_id=officer.province_id,
        district_id=officer.district_id,
        position=officer.position,
    )


def _office(officer: Officer) -> dict[str, str]:
    return {
        "role": officer.role,
        "area": officer.district_id or officer.province_id or "th",
        "position": officer.position,
    }
