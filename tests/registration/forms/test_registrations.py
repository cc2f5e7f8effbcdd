"""The producer's form without a browser: what it asks, what it hands on."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.enums import Kind
from registration.forms.registrations import RegistrationForm
from registration.forms.sections import SECTIONS
from registration.models import ProducerDetails, SalesChannel, detail_names
from tests.factories import LegalFormFactory, RegistrationFactory
from tests.registration.views.sheets import producer_sheet

pytestmark = pytest.mark.django_db


def form_of(data=None, **kwargs):
    kwargs = {"kind": Kind.NEW, "district": "3104", "today": date(2018, 1, 3), **kwargs}
    return RegistrationForm(data, **kwargs)


def test_every_field_of_the_paper_is_asked_once(places):
    asked = [name for section in SECTIONS for name in section.names]
    assert len(asked) == len(set(asked))
    assert set(asked) == {*detail_names(ProducerDetails), "declared"}


def test_labels_and_help(places):
    form = form_of()
    assert all(field.label for name, field in form.fields.items() if name != "version")
    assert form.fields["citizen_id"].needed_when
    assert [name for name, field in form.fields.items() if field.required] == ["producer_type"]


def test_subdistricts_of_the_own_district_only(places):
    offered = form_of().fields["site_subdistrict"].queryset
    assert {row.pk[:4] for row in offered} == {"3104"}


def test_a_form_that_is_no_longer_used_stays_where_it_was_chosen(plan):
    old = LegalFormFactory(is_active=False)
    row = RegistrationFactory(group=True)
    assert row.legal_form == old
    assert old in form_of(row=row).fields["legal_form"].queryset
    assert old not in form_of().fields["legal_form"].queryset


def test_legal_forms_follow_the_type(places):
    LegalFormFactory()
    assert 'data-parent="GROUP"' in str(form_of()["legal_form"])


@pytest.mark.parametrize(("typed", "kept"), [("", "31110"), ("๓๑๑๒๐", "31120")])
def test_the_postcode_follows_the_subdistrict_when_left_empty(places, typed, kept):
    form = form_of(producer_sheet(site_postcode=typed))
    assert form.is_valid(), form.errors
    assert form.values()["site_postcode"] == kept


def test_disabled_fields_are_not_handed_on(plan):
    row = RegistrationFactory()
    form = form_of(producer_sheet(name="ใหม่"), row=row, editable=frozenset({"name"}))
    assert form.is_valid(), form.errors
    assert form.values() == {"name": "ใหม่"}


def test_the_stored_citizen_id_is_not_in_the_form(plan):
    row = RegistrationFactory(by_proxy=True)
    text = str(form_of(row=row))
    assert row.citizen_id not in text
    assert row.proxy_citizen_id not in text


def test_help_stands_beside_every_field_that_needs_it(places):
    plain = {
        "version", "person_first_name", "thai_nationality", "gender", "declared", "proxy_name",
        "proxy_paper_seen", "members_male", "members_female",
    }  # fmt: skip
    silent = {name for name, field in form_of().fields.items() if not field.help_text}
    assert {name for name in silent if not name.startswith(("site_", "contact_"))} <= plain


def test_what_few_fill_is_folded_until_somebody_filled_it(plan):
    parts = {part["section"].key: part for part in form_of(row=RegistrationFactory()).parts()}
    assert not any(part["unfolded"] for part in parts.values())
    row = RegistrationFactory(line_id="@silk", labour_elsewhere=0)
    unfolded = [part["section"].key for part in form_of(row=row).parts() if part["unfolded"]]
    assert unfolded == ["members", "contact"]
    wrong = form_of(producer_sheet(last_income="1,5"))
    unfolded = [part["section"].key for part in wrong.parts() if part["unfolded"]]
    assert unfolded == ["business"]


def test_one_section_folds_nothing_and_knows_what_is_stored(plan):
    by_key = {section.key: section for section in SECTIONS}
    sole = form_of(row=RegistrationFactory(), sections=[by_key["members"]])
    assert set(sole.fields) == {"version", "labour_community", "labour_province",
                                "labour_elsewhere"}  # fmt: skip
    group = form_of(row=RegistrationFactory(group=True), sections=[by_key["members"]])
    (part,) = group.parts()
    assert not part["folded"]
    assert {each["shown_when"] for each in part["fields"]} == {""}


def test_hooks_for_the_script(places):
    SalesChannel.objects.create(code="export", name="ส่งออก", is_export=True)
    SalesChannel.objects.create(code="border", name="ชายแดน", is_export=True)
    hooks = {
        each["field"].name: each["shown_when"]
        for part in form_of().parts()
        for each in (*part["fields"], *part["folded"])
    }
    assert hooks["members_male"] == hooks["member_names"] == "producer_type=GROUP"
    assert hooks["contact_road"] == "contact_differs=on"
    assert hooks["export_countries"] == "channels=border,export"
    assert hooks["proxy_name"] == "informant=PROXY"
    assert hooks["name"] == ""


def test_the_subdistricts_carry_their_postcodes(places):
    assert 'data-fill="31110"' in str(form_of()["site_subdistrict"])


@pytest.mark.parametrize(
    ("stored", "shown"), [("1967-05-12", "12/05/2510"), ("1967-05", "05/2510"), ("1967", "2510")]
)
def test_a_birth_date_is_shown_in_the_buddhist_era_and_comes_back(plan, stored, shown):
    row = RegistrationFactory(birth_date=stored)
    form = form_of(row=row)
    assert form["birth_date"].value() == shown
    sent = form_of(producer_sheet(birth_date=shown), row=row)
    assert sent.is_valid(), sent.errors
    assert sent.values()["birth_date"] == stored
    wrong = form_of(producer_sheet(birth_date="1967"), row=row)
    assert wrong["birth_date"].value() == "1967"  # shown again as it was typed
    assert "2510" in wrong.errors["birth_date"][0]


TYPED = (
    "birth_date", "last_income", "labour_community", "latitude", "longitude", "fax", "website",
    "member_names", "site_moo",
)  # fmt: skip
TEXTS = st.text("กขค 1๒-./,\u200b", max_size=12)


@given(st.fixed_dictionaries(dict.fromkeys(TYPED, TEXTS)))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_is_read_or_said_at_its_field(places, typed):
    form = form_of(producer_sheet(**typed))
    if form.is_valid():
        again = form_of(producer_sheet(**typed))
        assert again.is_valid()
        assert again.values() == form.values()
    else:
        assert set(form.errors) <= set(typed)


def test_two_addresses_are_told_apart(places):
    labels = [field.label for field in form_of().fields.values() if field.label]
    assert len(labels) == len(set(labels))
