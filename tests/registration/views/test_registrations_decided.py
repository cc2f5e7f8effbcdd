"""What the province decides on a registration's page, and how a district mends what comes back."""

from datetime import date

import pytest

from registration.enums import FilingState, RegistrationState
from registration.models import Registration, ReturnGrant
from registration.services import decisions
from tests.factories import RegistrationFactory, citizen_id, moment, set_filing_state
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.registration.views.sheets import producer_sheet

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
R = RegistrationState
_OF_PROVINCE = ("return/", "reject/", "certify/", "revoke/")


def page(row, tail=""):
    return f"/registrations/{row.pk}/{tail}"


def edit_sheet(row, **changes):
    return producer_sheet(version=row.version, citizen_id="", **changes)


@pytest.fixture
def submitted(plan, at, own_district):
    """A submitted registration of a handed-over filing, on the first day of certification."""
    row = RegistrationFactory(state=R.SUBMITTED, entered_by=own_district.officer)
    set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    return row


@pytest.fixture
def returned(submitted, own_province):
    """Sent back for its name and house number, with a comment on the name."""
    return decisions.send_back(
        by=own_province.by, on=moment(Q2, "CERTIFICATION"), registration=submitted.pk,
        comment="ขอให้ตรวจชื่อ", flags={"name": "สะกดผิด", "site_house_no": ""},
    )  # fmt: skip


@pytest.mark.parametrize("deed", _OF_PROVINCE)
@pytest.mark.parametrize(
    ("persona", "status"),
    [("own_district", 403), ("other_province", 404), ("department", 403), ("reader", 403)],
)
def test_deeds_of_the_province(submitted, personas, deed, persona, status):
    before = contents()
    response = personas[persona].client.post(page(submitted, deed), {"reason": "x"})
    assert response.status_code == status
    assert contents() == before


@pytest.mark.parametrize(
    ("where", "is_open"), [("before", False), ("opens", True), ("last", True), ("closes", False)]
)
@pytest.mark.parametrize("deed", ["certify/", "reject/", "return/"])
def test_every_instant_of_the_certification_window(
    own_province, submitted, at, deed, where, is_open
):
    at(moment(Q2, "CERTIFICATION", where))
    before = contents()
    sheet = {"reason": "x", "comment": "x", "flag-name": "on", "until_on": "23/3/2561"}
    response = own_province.client.post(page(submitted, deed), sheet)
    assert response.status_code == (302 if is_open else 409)
    assert (contents() == before) is not is_open


# The province decides


@pytest.mark.parametrize(("deed", "state"), [("certify/", R.CERTIFIED), ("reject/", R.REJECTED)])
def test_decided(own_province, submitted, deed, state):
    own_province.client.post(page(submitted, deed), {"reason": "ไม่ครบคุณสมบัติ"})
    assert Registration.objects.get().state == state
    assert own_province.client.get(page(submitted)).status_code == 200


def test_revoked_with_a_reason(own_province, submitted):
    own_province.client.post(page(submitted, "certify/"))
    before = contents()
    assert own_province.client.post(page(submitted, "revoke/")).status_code == 409
    assert contents() == before
    own_province.client.post(page(submitted, "revoke/"), {"reason": "พบข้อมูลซ้ำ"})
    assert Registration.objects.get().state == R.SUBMITTED


def test_whoever_edited_it_reads_why_not(own_province, submitted):
    submitted.editors.add(own_province.officer)
    assert "ต้องให้เจ้าหน้าที่คนอื่นเป็นผู้รับรอง" in own_province.client.get(page(submitted)).text
    assert own_province.client.post(page(submitted, "certify/")).status_code == 409


def test_sent_back_with_flags(own_province, submitted):
    offered = own_province.client.get(page(submitted, "return/")).text
    assert submitted.citizen_id not in offered
    own_province.client.post(
        page(submitted, "return/"),
        {
            "comment": "แก้ไขชื่อ", "until_on": "21/3/2561", "flag-name": "on",
            "text-product-1": "ราคาไม่ถูก",
        },
    )  # fmt: skip
    grant = ReturnGrant.objects.get()
    assert grant.fields == ["name", "product-1"]  # a comment alone flags too
    assert grant.until_on == date(2018, 3, 21)


@pytest.mark.parametrize(
    "sheet",
    [
        {"comment": "", "until_on": "21/3/2561", "flag-name": "on"},
        {"comment": "x", "until_on": "21/3/2561"},
        {"comment": "x", "until_on": "วันไหนก็ได้", "flag-name": "on"},
        {"comment": "x", "until_on": "21/3/2561", "flag-state": "on"},
    ],
)
def test_a_return_must_say_what_and_until_when(own_province, submitted, sheet):
    before = contents()
    assert own_province.client.post(page(submitted, "return/"), sheet).status_code == 422
    assert contents() == before


def test_a_return_ends_with_the_window(own_province, submitted):
    before = contents()
    sheet = {"comment": "x", "until_on": "24/3/2561", "flag-name": "on"}
    response = own_province.client.post(page(submitted, "return/"), sheet)
    assert response.status_code == 409
    assert "23 มีนาคม 2561" in response.text
    assert contents() == before


# Mending


def test_only_what_is_flagged_can_be_typed(own_district, returned):
    found = own_district.client.get(page(returned, "edit/"))
    enabled = {name for name, f in found.context["form"].fields.items() if not f.disabled}
    assert enabled == {"version", "name", "site_house_no"}
    assert "สะกดผิด" in found.text
    assert own_district.client.get(page(returned, "products/1/")).status_code == 409
    assert own_district.client.get(page(returned, "products/new/")).status_code == 409


def test_forged_fields_are_ignored(own_district, returned):
    sheet = edit_sheet(returned, name="ชื่อที่แก้", mobile="0899999999", site_subdistrict="310405")
    sheet |= {"citizen_id": citizen_id(999), "state": "CERTIFIED", "producer": "1"}
    own_district.client.post(page(returned, "edit/"), sheet)
    row = Registration.objects.get()
    assert (row.name, row.state) == ("ชื่อที่แก้", R.RETURNED)
    assert (row.mobile, row.citizen_id) == (returned.mobile, returned.citizen_id)
    assert row.site_subdistrict_id == returned.site_subdistrict_id


def test_mended_and_sent_again(own_district, returned):
    text = own_district.client.get(page(returned)).text
    assert "ขอให้ตรวจชื่อ" in text
    assert "ส่งรายการที่แก้ไขแล้ว" in text
    own_district.client.post(page(returned, "submit/"))
    assert Registration.objects.get().state == R.SUBMITTED
    assert "สะกดผิด" in own_district.client.get(page(returned)).text


def test_the_grant_ends_with_its_day(own_district, returned, at):
    at(moment(Q2, "CERTIFICATION", "last"))
    assert own_district.client.get(page(returned, "edit/")).status_code == 200
    at(moment(Q2, "CERTIFICATION", "closes"))
    before = contents(typed=False)
    assert own_district.client.get(page(returned, "edit/")).status_code == 409
    assert (
        own_district.client.post(page(returned, "edit/"), edit_sheet(returned)).status_code == 409
    )
    assert own_district.client.post(page(returned, "submit/")).status_code == 409
    assert "พ้นกำหนดแก้ไข" in own_district.client.get(page(returned)).text
    assert contents(typed=False) == before


def test_queries_of_the_provinces_view(own_province, submitted):
    own_province.client.get(page(submitted))
    assert queries_of(own_province.client, page(submitted)) <= 13
