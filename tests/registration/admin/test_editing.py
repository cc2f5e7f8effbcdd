"""A district edits a registration through the admin exactly when its page would let it."""

from datetime import date

import pytest
from django.urls import reverse

from registration.enums import FilingState, RegistrationState, Step
from registration.models import JournalEntry, ReturnGrant
from tests import factories
from tests.registration.stored import contents

Q = "2561-2"


def page(row):
    return reverse("admin:registration_registration_change", args=(row.pk,))


def typed(answer, **changes):
    """What the drawn form would post, with ``changes``."""
    form = answer.context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    posted = {name: value for name, value in values.items() if value not in (None, False)}
    return posted | changes


@pytest.fixture
def draft(plan, own_district):
    return factories.RegistrationFactory(entered_by=own_district.officer)


@pytest.mark.parametrize(
    ("where", "status"), [("before", 409), ("opens", 302), ("last", 302), ("closes", 409)]
)
def test_the_window_opens_and_locks_the_form(where, status, draft, own_district, at):
    client = own_district.client
    at(factories.moment(Q, Step.ENTRY))
    posted = typed(client.get(page(draft)), name="ชื่อใหม่")
    at(factories.moment(Q, Step.ENTRY, where))
    before = contents()
    drawn = client.get(page(draft))
    assert (drawn.context["refusal"] is None) == (status == 302)
    assert ('name="name"' in drawn.content.decode()) == (status == 302)
    answer = client.post(page(draft), posted)
    assert answer.status_code == status
    draft.refresh_from_db()
    if status == 302:
        assert draft.name == "ชื่อใหม่"
        entry = JournalEntry.objects.get(action="registration.edit")
        assert entry.permit
        assert entry.after == {"name": "ชื่อใหม่"}
        assert draft.version == 2
    else:
        assert contents() == before
        assert "ช่วงเวลา" in answer.content.decode()


@pytest.mark.parametrize("persona", ["own_province", "department"])
def test_another_role_reads_and_is_refused(persona, draft, personas, at):
    at(factories.moment(Q, Step.ENTRY))
    client = personas[persona].client
    assert "เจ้าหน้าที่อำเภอ" in client.get(page(draft)).content.decode()
    before = contents()
    assert client.post(page(draft), {"name": "ปลอม"}).status_code == 403
    assert contents() == before


def test_states_stamps_and_secrets_are_never_typed(draft, own_district, at):
    at(factories.moment(Q, Step.ENTRY))
    client = own_district.client
    forged = {
        "state": RegistrationState.CERTIFIED, "certified_at_0": "2018-03-01", "version": "99",
        "citizen_id": factories.citizen_id(77), "kind": "CANCEL", "quarter": "2561-1",
        "sequence": "9", "received_by_name": "ปลอม",
    }  # fmt: skip
    kept = {name: getattr(draft, name) for name in ("state", "certified_at", "version",
            "citizen_id", "kind", "quarter_id", "sequence", "received_by_name")}  # fmt: skip
    answer = client.post(page(draft), typed(client.get(page(draft)), **forged))
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert {name: getattr(draft, name) for name in kept} == kept


# The entry window opens a draft and a returned one.
LOCKED = set(RegistrationState) - {RegistrationState.DRAFT, RegistrationState.RETURNED}


@pytest.mark.parametrize("state", sorted(LOCKED))
def test_every_other_state_is_locked(state, plan, own_district, at):
    at(factories.moment(Q, Step.ENTRY))
    row = factories.RegistrationFactory(state=state, entered_by=own_district.officer)
    before = contents()
    answer = own_district.client.post(page(row), {"name": "ปลอม"})
    assert answer.status_code == 409
    assert contents() == before


def test_a_return_opens_the_flagged_fields_only(plan, own_district, own_province, at):
    row = factories.RegistrationFactory(
        state=RegistrationState.RETURNED, entered_by=own_district.officer
    )
    factories.set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    on = at(factories.moment(Q, Step.CERTIFICATION))
    ReturnGrant.objects.create(
        registration=row, fields=["name"], until_on=date(2018, 3, 23), granted_at=on,
        granted_by=own_province.officer,
    )  # fmt: skip
    client = own_district.client
    drawn = client.get(page(row))
    assert {"name", "drawn_version"} == set(drawn.context["adminform"].form.fields)
    posted = typed(drawn, name="ชื่อที่แก้", mobile="08 9999 9999")
    assert client.post(page(row), posted).status_code == 302
    mobile = row.mobile
    row.refresh_from_db()
    assert (row.name, row.mobile) == ("ชื่อที่แก้", mobile)


def test_an_older_page_overwrites_nothing(draft, own_district, at):
    at(factories.moment(Q, Step.ENTRY))
    client = own_district.client
    old = typed(client.get(page(draft)), name="ช้าไป")
    client.post(page(draft), typed(client.get(page(draft)), name="มาก่อน"))
    assert client.post(page(draft), old).status_code == 409
    draft.refresh_from_db()
    assert draft.name == "มาก่อน"


def test_what_the_rules_refuse_stands_at_the_field(draft, own_district, at):
    at(factories.moment(Q, Step.ENTRY))
    client = own_district.client
    before = contents()
    answer = client.post(page(draft), typed(client.get(page(draft)), site_postcode="12"))
    assert answer.context["adminform"].form.errors["site_postcode"]
    foreign = client.post(page(draft), typed(client.get(page(draft)), site_subdistrict="310301"))
    assert foreign.context["adminform"].form.errors["site_subdistrict"]
    assert contents() == before
