"""Every field of the form goes all the way: into the register, back into the next quarter, and
into the comparison of both.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import models as fields

from registration.enums import Kind, RegistrationState, Step
from registration.models import (
    Producer,
    ProducerDetails,
    Registration,
    SalesChannel,
    SupportNeed,
    detail_names,
    details_of,
)
from registration.selectors import registrations as rows
from registration.services import certifications, registrations
from registration.views import wording
from tests import factories

pytestmark = pytest.mark.django_db
Q1, Q2 = "2561-1", "2561-2"
# Where a made-up text would not do.
REAL = {
    "producer_type": "GROUP", "birth_date": "1967-05", "gender": "FEMALE", "informant": "PROXY",
    "latitude": Decimal("14.631800"), "longitude": Decimal("102.792500"),
    "channels": ["online", "export"], "support_needs": ["funding"],
    "contact_province_id": "31", "citizen_id": factories.citizen_id(1),
    "proxy_citizen_id": factories.citizen_id(2), "email": "a@example.com", "founded_year": 2550,
}  # fmt: skip


def every_value() -> dict:
    """Something in each field of the form, never its default."""
    found = {}
    for name in detail_names(ProducerDetails):
        field = Registration._meta.get_field(name)
        if name in REAL or f"{name}_id" in REAL or field.is_relation:
            continue
        if isinstance(field, fields.BooleanField):
            found[name] = not field.default
        elif isinstance(field, fields.DecimalField):
            found[name] = Decimal("1234.50")
        elif isinstance(field, fields.IntegerField):
            found[name] = 7
        else:
            found[name] = f"ก{len(found)}"[: field.max_length]
    return found | REAL


@pytest.fixture
def lists(plan):
    SalesChannel.objects.create(code="online", name="ออนไลน์")
    SalesChannel.objects.create(code="export", name="ส่งออก", is_export=True)
    SupportNeed.objects.create(code="funding", name="เงินทุน")


@pytest.fixture
def announced(lists, own_district, own_province):
    row = factories.RegistrationFactory(
        quarter_id=Q1, state=RegistrationState.CERTIFIED, group=True, **every_value()
    )
    assert all(value not in (None, "", []) for value in details_of(row, ProducerDetails).values())
    factories.set_filing_state(row.filing, "HANDED_OVER", by=own_district.officer)
    certifications.announce(
        by=own_province.by, on=factories.moment(Q1, Step.CERTIFICATION), province="31",
        quarter=Q1, number="1", dated_on=date(2017, 12, 28), signatory="นายทดสอบ",
        signatory_position="ผู้ว่าราชการจังหวัด", without_reason="อำเภออื่นไม่ส่ง",
    )  # fmt: skip
    return Registration.objects.get(pk=row.pk)


def update(persona, producer):
    return registrations.enter(
        by=persona.by, on=factories.moment(Q2, Step.ENTRY), district="3104", quarter=Q2,
        kind=Kind.UPDATE, producer=producer.number,
    )  # fmt: skip


def test_every_field_reaches_the_register_and_comes_back(announced, own_district):
    producer = Producer.objects.get()
    assert details_of(producer, ProducerDetails) == details_of(announced, ProducerDetails)
    row = update(own_district, producer)
    row = rows.registration_for(own_district.by, row.pk)
    assert details_of(row, ProducerDetails) == details_of(announced, ProducerDetails)
    assert rows.compare(row).producer == []


def test_every_difference_is_said_in_words(announced, own_district):
    row = update(own_district, Producer.objects.get())
    changed = {
        "channels": ["export"], "support_needs": [], "birth_date": "1967", "gender": "MALE",
        "contact_differs": False, "latitude": None, "longitude": None, "last_income": 2000,
    }  # fmt: skip
    registrations.edit(
        by=own_district.by, on=factories.moment(Q2, Step.ENTRY), registration=row.pk,
        version=row.version, values=changed,
    )  # fmt: skip
    row = rows.registration_for(own_district.by, row.pk)
    differences = rows.compare(row).producer
    said = {each.field.name: (each.field, each.old, each.new) for each in differences}
    words = {
        name: (wording.say(field, old), wording.say(field, new))
        for name, (field, old, new) in said.items()
    }
    assert words["channels"] == ("ออนไลน์, ส่งออก", "ส่งออก")
    assert words["support_needs"] == ("เงินทุน", "")
    assert words["birth_date"] == ("พฤษภาคม 2510", "2510")
    assert words["gender"] == ("หญิง", "ชาย")
    assert words["contact_differs"] == ("ใช่", "ไม่ใช่")
    assert words["latitude"] == ("14.631800", "")
    assert words["last_income"] == ("1,234.50", "2,000")
    assert words["contact_province"] == ("จังหวัดบุรีรัมย์", "")  # emptied with its condition
    assert "contact_road" in words
