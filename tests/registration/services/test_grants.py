"""Return grants: the flagged fields of one registration, to the end of a day."""

from datetime import date, timedelta

import pytest

from registration.errors import Refused
from registration.models import Registration
from registration.services import certifications, decisions, products, registrations
from tests import factories
from tests.factories import at

AFTER = at(2018, 3, 19)  # the first morning of the certification window
TICK = timedelta(microseconds=1)


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.refusal


@pytest.fixture
def returned(plan, own_district, own_province):
    """A registration sent back on Monday 19 March, flagged: name and the second product."""
    filing = factories.FilingFactory()
    row = factories.RegistrationFactory(
        filing=filing, state="SUBMITTED", products=2, entered_by=own_district.officer
    )
    factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)
    send_back(own_province, row, until_on=date(2018, 3, 21))
    return Registration.objects.get(pk=row.pk)


def send_back(own_province, row, on=AFTER, flags=("name", "product-2"), **values):
    return decisions.send_back(
        by=own_province.by, on=on, registration=row.pk, comment="ชื่อไม่ตรงบัตร",
        flags=dict.fromkeys(flags, ""), **values,
    )  # fmt: skip


def edit(own_district, row, on=AFTER, **values):
    return registrations.edit(
        by=own_district.by, on=on, registration=row.pk, version=row.version, values=values
    )


def test_a_grant_opens_the_flagged_fields_only(returned, own_district):
    edit(own_district, returned, name="ชื่อใหม่", mobile=returned.mobile)  # unchanged is no change
    returned.refresh_from_db()

    assert refused(edit, own_district, returned, mobile="08 9999 9999").rule == "not_flagged"
    both = refused(edit, own_district, returned, name="อีกชื่อ", mobile="08 9999 9999")
    assert both.rule == "not_flagged"
    returned.refresh_from_db()
    assert (returned.name, returned.mobile) == ("ชื่อใหม่", "08 1234 5678")


def test_a_grant_on_one_product_opens_no_other_and_adds_none(returned, own_district):
    version = {"by": own_district.by, "on": AFTER, "registration": returned.pk,
               "version": returned.version}  # fmt: skip

    assert refused(products.edit, **version, sequence=1, values={"name": "x"}).rule == "not_flagged"
    assert refused(products.remove, **version, sequence=2).rule == "not_flagged"
    values = factories.product_values()
    assert refused(products.add, **version, values=values).rule == "not_flagged"
    products.edit(**version, sequence=2, values={"name": "ผ้าใหม่"})


def test_a_grant_ends_with_its_day(returned, own_district):
    end = at(2018, 3, 22, 0)

    edit(own_district, returned, on=end - TICK, name="ชื่อใหม่")
    returned.refresh_from_db()
    assert refused(edit, own_district, returned, on=end, name="อีกชื่อ").rule == "too_late"
    late = refused(decisions.submit, by=own_district.by, on=end, registration=returned.pk)
    assert late.rule == "too_late"
    decisions.submit(by=own_district.by, on=end - TICK, registration=returned.pk)


def test_a_mended_registration_goes_back_and_its_grant_is_over(returned, own_district):
    edit(own_district, returned, name="ชื่อใหม่")
    row = decisions.submit(by=own_district.by, on=AFTER, registration=returned.pk)

    assert row.state == "SUBMITTED"
    assert refused(edit, own_district, row, name="อีกชื่อ").rule == "state"
    assert not row.grants.filter(ended_at__isnull=True).exists()
    assert not row.remarks.filter(resolved_at__isnull=True).exists()


def test_a_return_remarks_what_was_said(returned):
    assert list(returned.remarks.values_list("field", "text")) == [("", "ชื่อไม่ตรงบัตร")]
    assert returned.decision_reason == "ชื่อไม่ตรงบัตร"
    assert returned.grants.get().fields == ["name", "product-2"]


@pytest.mark.parametrize(
    ("until_on", "rule"),
    [
        (date(2018, 3, 18), "grant_too_long"),  # yesterday
        (date(2018, 3, 19), ""),
        (date(2018, 3, 23), ""),  # the last day of the window
        (date(2018, 3, 24), "grant_too_long"),
        (None, ""),
    ],
)
def test_a_grant_lasts_at_most_as_long_as_the_certification(
    plan, own_district, own_province, until_on, rule
):
    filing = factories.FilingFactory()
    row = factories.RegistrationFactory(filing=filing, state="SUBMITTED")
    factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)

    if rule:
        assert refused(send_back, own_province, row, until_on=until_on).rule == rule
        assert Registration.objects.get(pk=row.pk).state == "SUBMITTED"
    else:
        send_back(own_province, row, until_on=until_on)
        assert row.grants.get().until_on == (until_on or date(2018, 3, 23))


def test_a_return_flags_something(plan, own_district, own_province):
    filing = factories.FilingFactory()
    row = factories.RegistrationFactory(filing=filing, state="SUBMITTED")
    factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)

    assert refused(send_back, own_province, row, flags=()).rule == "no_flags"


def test_an_announcement_ends_every_grant(returned, own_district, own_province):
    certifications.announce(
        by=own_province.by, on=AFTER, province="31", quarter=returned.quarter_id, number="1/2561",
        dated_on=AFTER.date(), signatory="นายทดสอบ", signatory_position="ผู้ว่าราชการจังหวัด",
        without_reason="อำเภออื่นไม่ส่ง",
    )  # fmt: skip

    assert refused(edit, own_district, returned, name="ชื่อใหม่").rule == "too_late"
    assert refused(
        decisions.submit, by=own_district.by, on=AFTER, registration=returned.pk
    ).rule == "too_late"  # fmt: skip
