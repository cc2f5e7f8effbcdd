"""The producer's form without a browser: what it asks, what it hands on."""

from datetime import date

import pytest

from registration.enums import Kind
from registration.forms.registrations import RegistrationForm
from registration.forms.sections import SECTIONS
from registration.models import ProducerDetails, detail_names
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
