"""What is typed is kept for its officer, counts nowhere and ends with its form or its quarter."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from registration.errors import Forbidden, Refused
from registration.models import Filing, FormDraft, JournalEntry
from registration.selectors import drafts as rows
from registration.services import drafts
from tests.factories import (
    QUARTER,
    RegistrationFactory,
    at,
    citizen_id,
    moment,
)
from tests.personas import make_persona
from tests.registration.services.doors import NAMED
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
ON = moment(QUARTER, "ENTRY")


@pytest.fixture
def row(plan):
    return RegistrationFactory()


@pytest.fixture
def colleague(plan):
    return make_persona("district3104b", "DISTRICT", "31", "3104")


def keep(persona, row, form="producer", on=ON, content="name=a", **changes):
    place = {"filing": row.filing_id, "registration": row.pk} | changes
    return drafts.keep(by=persona.by, on=on, form=form, version=1, content=content, **place)


def test_the_last_typing_takes_the_place_of_the_one_before(row, own_district):
    keep(own_district, row)
    keep(own_district, row, content="name=b")
    keep(own_district, row, form="product-new", content="name=c")
    keep(own_district, row, registration=None, content="name=d")
    keep(own_district, row, registration=None, content="name=e")

    kept = sorted(each.content for each in FormDraft.objects.all())
    assert kept == ["name=b", "name=c", "name=e"]
    assert not JournalEntry.objects.filter(action__startswith="draft").exists()


def test_the_database_holds_no_citizen_id(row, own_district):
    digits = citizen_id(5)
    keep(own_district, row, content=f"citizen_id={digits}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM registration_formdraft")
        assert digits not in cursor.fetchone()[0]
    assert digits in FormDraft.objects.get().content


@pytest.mark.parametrize("where", ["before", "opens", "last", "closes"])
def test_also_outside_the_window(row, own_district, where):
    assert keep(own_district, row, on=moment(QUARTER, "ENTRY", where)).pk


@pytest.mark.parametrize(
    ("persona", "error"),
    [
        ("other_district", ObjectDoesNotExist), ("foreign_district", ObjectDoesNotExist),
        ("own_province", Forbidden), ("department", Forbidden), ("reader", Forbidden),
    ],
)  # fmt: skip
def test_nobody_else_keeps_anything(row, personas, persona, error):
    before = contents()
    with pytest.raises(error):
        keep(personas[persona], row)
    assert contents() == before


def test_a_registration_of_another_filing_is_none(row, own_district):
    other = RegistrationFactory(quarter_id="2561-3")
    with pytest.raises(ObjectDoesNotExist):
        keep(own_district, row, registration=other.pk)


@pytest.mark.parametrize("form", ["", "x", "producer-", "product-", "product-a", "producer-A\n"])
def test_only_our_own_forms(row, own_district, form):
    with pytest.raises(ValueError, match="form"):
        keep(own_district, row, form=form)


def test_not_without_end(row, own_district):
    keep(own_district, row, content="x" * drafts.MOST)
    with pytest.raises(Refused) as refused:
        keep(own_district, row, content="x" * (drafts.MOST + 1))
    assert refused.value.refusal.rule == "too_long"


def test_a_closing_deletes_them_and_nothing_is_kept_after_it(row, own_district, department):
    later = RegistrationFactory(quarter_id="2561-3")
    keep(own_district, row)
    keep(own_district, later)
    filing = Filing.objects.get(pk=row.filing_id)
    NAMED["close"].knock(department.by, moment(QUARTER, "CLOSING"), filing)

    assert [each.filing_id for each in FormDraft.objects.all()] == [later.filing_id]
    with pytest.raises(Refused) as refused:
        keep(own_district, row)
    assert refused.value.refusal.rule == "closed"


def test_ended_and_discarded_are_only_own(row, own_district, colleague):
    keep(own_district, row)
    theirs = keep(colleague, row)
    assert drafts.discard(by=own_district.by, on=ON, draft=theirs.pk) == 0
    place = {"filing": row.filing_id, "registration": row.pk, "form": "producer"}
    assert drafts.end(by=own_district.by, on=ON, **place) == 1
    assert FormDraft.objects.get() == theirs
    assert drafts.discard(by=colleague.by, on=ON, draft=theirs.pk) == 1


# Reading


def test_a_colleague_is_named_for_half_an_hour(row, own_district, colleague):
    keep(colleague, row, on=at(2018, 3, 12, 14, 0))
    keep(colleague, row, form="product-1", on=at(2018, 3, 12, 14, 5))

    def named(hour, minute, persona=own_district):
        found = rows.others_at(persona.by, row.pk, at(2018, 3, 12, hour, minute))
        return [(each.officer_id, each.form) for each in found]

    assert named(14, 34) == [(colleague.id, "product-1")]
    assert named(14, 35) == []
    assert named(14, 3) == [(colleague.id, "producer")]  # the clock of training goes back, too
    assert named(14, 6, colleague) == []
    assert rows.others_at(own_district.by, None, ON) == []


def test_a_form_finds_its_own_draft_and_the_others(row, own_district, colleague):
    mine, theirs = keep(own_district, row), keep(colleague, row)
    keep(own_district, row, form="product-1")
    keep(own_district, row, registration=None)
    row.refresh_from_db()

    found = rows.around(own_district.by, row.filing, row, "producer", ON)
    assert (found.own, found.others) == (mine, [theirs])
    assert rows.around(own_district.by, row.filing, row, "product-2", ON).own is None
    new = rows.around(own_district.by, row.filing, None, "producer", ON)
    assert (new.own.registration_id, new.others) == (None, [])
    assert rows.around(colleague.by, row.filing, None, "producer", ON).own is None


def test_lists_decrypt_nothing(row, own_district, colleague):
    keep(colleague, row)
    for found in (
        *rows.of_filing(own_district.by, row.filing),
        *rows.others_at(own_district.by, row.pk, ON),
        *rows.visible(own_district.by),
    ):
        assert "content" in found.get_deferred_fields()
    (listed,) = rows.of_filing(own_district.by, row.filing)
    assert "citizen_id" in listed.registration.get_deferred_fields()


def test_nobody_reads_another_officers_draft(row, own_district, colleague):
    theirs = keep(colleague, row)
    with pytest.raises(FormDraft.DoesNotExist):
        rows.own(own_district.by, theirs.pk)
    assert rows.own(colleague.by, theirs.pk).content == "name=a"


def test_who_opened_a_form_still_works_here(own_district):
    assert rows.opener(own_district.id) == own_district.by
    for change in ({"is_active": False}, {"is_active": True, "must_change_password": True}):
        for name, value in change.items():
            setattr(own_district.officer, name, value)
        own_district.officer.save()
        assert rows.opener(own_district.id) is None
    assert rows.opener(0) is None
