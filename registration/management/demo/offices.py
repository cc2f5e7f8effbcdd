"""The demo's accounts: one officer in every office of Buri Ram, the department, a reader."""

from datetime import datetime
from random import Random

from django.db.models import Max

from registration.enums import Role
from registration.management.demo import people
from registration.models import District, Officer, Province
from registration.scoping import Jurisdiction, jurisdiction_of
from registration.selectors import messages
from registration.services import inbox, officers

PROVINCE = "31"
# Those that the visitor is told of; the other districts have accounts of the same pattern.
SHOWN = {
    "district3104": "เจ้าหน้าที่อำเภอนางรอง",
    "province31": "เจ้าหน้าที่จังหวัดบุรีรัมย์",
    "department": "กรมการพัฒนาชุมชน",
    "reader31": "ผู้อ่านรายงานจังหวัดบุรีรัมย์",
}


def create(*, on: datetime, password: str) -> None:
    """Create all accounts with one password that need not be changed.

    Raises ``Incomplete`` for a password that the rules refuse.
    """
    rng = Random("offices")  # noqa: S311 - the same names on every machine
    shared = {"on": on, "password": password, "must_change_password": False}
    department = officers.create(
        by=None,
        username="department",
        full_name=people.person(rng).full_name,
        role=Role.DEPARTMENT,
        position="ผู้ดูแลระบบ",
        **shared,
    )
    shared |= {"by": jurisdiction_of(department)}
    for username, position in (
        ("province31", "นักวิชาการพัฒนาชุมชนชำนาญการ"),
        ("province31b", "ผู้อำนวยการกลุ่มงานส่งเสริมการพัฒนาชุมชน"),
    ):
        officers.create(
            username=username,
            full_name=people.person(rng).full_name,
            role=Role.PROVINCE,
            province=PROVINCE,
            position=position,
            **shared,
        )
    officers.create(
        username="reader31",
        full_name=people.person(rng).full_name,
        role=Role.READER,
        province=PROVINCE,
        position="เจ้าหน้าที่วิเคราะห์นโยบายและแผน",
        **shared,
    )
    for district in District.objects.filter(province=PROVINCE):
        officers.create(
            username=f"district{district.code}",
            full_name=people.person(rng).full_name,
            role=Role.DISTRICT,
            district=district.code,
            position="นักวิชาการพัฒนาชุมชนปฏิบัติการ",
            **shared,
        )


def usernames() -> list[str]:
    districts = District.objects.filter(province=PROVINCE).values_list("code", flat=True)
    return [
        "department", "province31", "province31b", "reader31",
        *(f"district{code}" for code in districts),
    ]  # fmt: skip


def set_password(*, on: datetime, password: str) -> None:
    """Give all demo accounts a new password; raises ``Incomplete`` for one the rules refuse."""
    for officer in Officer.objects.filter(username__in=usernames()):
        officers.change_password(by=jurisdiction_of(officer), on=on, password=password)


def read_messages(*, on: datetime) -> None:
    """Everybody has read what came in so far: the visitor finds what is of the present quarter."""
    for officer in Officer.objects.filter(username__in=usernames()):
        by = jurisdiction_of(officer)
        newest = messages.visible(by).aggregate(newest=Max("pk"))["newest"] or 0
        inbox.mark_all_read(by=by, on=on, newest=newest)


def sign_in(username: str) -> Jurisdiction:
    """What the session of an account would be."""
    officer = Officer.objects.select_related("province", "district__province")
    return jurisdiction_of(officer.get(username=username))


def districts() -> dict[str, Jurisdiction]:
    """The officer of each district of the province, by district code."""
    codes = Province.objects.get(pk=PROVINCE).districts.values_list("code", flat=True)
    return {code: sign_in(f"district{code}") for code in codes}
