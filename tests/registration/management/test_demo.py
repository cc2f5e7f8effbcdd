"""The demo, filled once at a tiny scale: people, states, numbers and a second run."""

import re
from collections import Counter
from datetime import date, datetime
from random import Random

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction

from registration import calendar, clock, validators
from registration.enums import (
    CertificationState,
    FilingState,
    Kind,
    ProducerType,
    ProductType,
    QuarterState,
    RegistrationState,
)
from registration.management.demo import offices, people, second_quarter
from registration.management.demo.producers import Maker
from registration.models import (
    Announcement,
    Certification,
    DuplicateDecision,
    DuplicateInquiry,
    Filing,
    FiscalQuarter,
    Holiday,
    JournalEntry,
    Officer,
    Producer,
    Product,
    RegisteredProduct,
    Registration,
    Snapshot,
    StoredFile,
    Subdistrict,
    Window,
    blind_index,
)
from registration.selectors import plan, tallies, verdicts
from registration.services import certifications, decisions, filings
from tests import laid

SCALE = 0.02
PASSWORD = "demo-password-of-the-test"
ALL_TABLES = (
    Announcement, Certification, DuplicateDecision, DuplicateInquiry, Filing, FiscalQuarter,
    Holiday, JournalEntry, Officer, Producer, Product, RegisteredProduct, Registration, Snapshot,
    Subdistrict, Window,
)  # fmt: skip


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo in the database for the whole module; what the command printed, and the date."""
    out = tmp_path_factory.mktemp("demo") / "out"
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        laid.away(),
        out.open("w+") as file,
    ):
        call_command("demo", password=PASSWORD, scale=SCALE, stdout=file)
        file.seek(0)
        yield file.read(), clock.today()
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def state_of_everything():
    return {model: list(model.objects.order_by("pk").values()) for model in ALL_TABLES}


def filing_of(district, quarter="2561-2"):
    return Filing.objects.get(district=district, quarter=quarter)


def test_it_tells_the_accounts_the_password_and_the_date(told):
    text, today = told
    assert today == date(2018, 3, 12)
    for word in ("district3104", "province31", "department", "reader31", PASSWORD, "2561"):
        assert word in text


def test_every_account_signs_in_without_changing_the_password(told):
    accounts = Officer.objects.all()
    assert {officer.username for officer in accounts} == set(offices.usernames())
    assert len(accounts) == 23 + 4
    assert all(officer.check_password(PASSWORD) for officer in accounts)
    assert not accounts.filter(must_change_password=True).exists()
    assert Counter(accounts.values_list("role", flat=True)) == {
        "DISTRICT": 23, "PROVINCE": 2, "DEPARTMENT": 1, "READER": 1,
    }  # fmt: skip


def test_the_first_quarter_is_closed_and_announced(told):
    assert FiscalQuarter.objects.get(pk="2561-1").state == QuarterState.CLOSED
    assert set(Filing.objects.filter(quarter="2561-1").values_list("state", flat=True)) == {
        FilingState.CLOSED
    }
    states = Counter(Registration.objects.filter(quarter="2561-1").values_list("state", flat=True))
    assert set(states) == {
        RegistrationState.CLOSED, RegistrationState.REJECTED, RegistrationState.WITHDRAWN,
    }  # fmt: skip
    assert states[RegistrationState.CLOSED] == Producer.objects.count() >= 23
    announced = Announcement.objects.get(certification__province="31")
    assert (announced.quarter_id, announced.dated_on) == ("2561-1", date(2017, 12, 28))
    closing = Announcement.objects.get(certification=None)
    assert "76 จังหวัด" in closing.without_reason


def test_every_deed_lies_in_its_window(told):
    windows = {(w.quarter_id, w.step): w for w in Window.objects.all()}
    for row in Registration.objects.all():
        entry = windows[row.quarter_id, "ENTRY"]
        assert entry.opens_on <= calendar.day_of(row.entered_at) <= entry.closes_on
        if row.certified_at:
            window = windows[row.quarter_id, "CERTIFICATION"]
            assert window.opens_on <= calendar.day_of(row.certified_at) <= window.closes_on
    deeds = JournalEntry.objects.filter(action__startswith="registration.")
    assert deeds.exists()
    assert not deeds.filter(permit="").exists()
    working = moments_of(deeds.values_list("at", flat=True))
    assert not working & plan.holidays()


def moments_of(instants):
    days = {calendar.day_of(instant) for instant in instants}
    assert all(day.weekday() < 5 for day in days)
    return days


def test_the_certifier_is_never_who_typed(told):
    for row in Registration.objects.filter(certified_by__isnull=False):
        assert row.certified_by.role == "PROVINCE"
        assert not row.editors.filter(pk=row.certified_by_id).exists()


def test_some_were_returned_and_mended(told):
    returned = Registration.objects.filter(returned_at__isnull=False)
    assert returned.exists()
    assert not returned.exclude(state=RegistrationState.CLOSED).exists()
    assert not returned.filter(remarks__resolved_at__isnull=True).exists()


def test_the_second_quarter_is_half_entered(told):
    assert FiscalQuarter.objects.get(pk="2561-2").state == QuarterState.OPEN
    rows = Registration.objects.filter(quarter="2561-2")
    assert set(rows.values_list("kind", flat=True)) == set(Kind)
    assert set(rows.values_list("state", flat=True)) == {
        RegistrationState.DRAFT, RegistrationState.SUBMITTED,
    }  # fmt: skip
    assert not Certification.objects.exclude(
        state=CertificationState.WAITING
    ).filter(quarter="2561-2").exists()  # fmt: skip
    assert calendar.day_of(max(row.entered_at for row in rows)) < date(2018, 3, 12)
    for district in second_quarter.HANDED_OVER:
        assert filing_of(district).state == FilingState.HANDED_OVER
        assert filing_of(district).registrations.exists()
    nil = filing_of(second_quarter.NIL)
    assert (nil.state, nil.is_nil, nil.registrations.count()) == (FilingState.HANDED_OVER, True, 0)
    for district in second_quarter.NOT_BEGUN:
        assert filing_of(district).state == FilingState.ENTRY
        assert not filing_of(district).registrations.exists()
    assert filing_of("3104").state == FilingState.ENTRY
    assert filing_of("3104").registrations.count() > 1


def test_incomplete_drafts_and_complete_ones(told):
    drafts = Registration.objects.filter(quarter="2561-2", state=RegistrationState.DRAFT)
    on = datetime(2018, 3, 12, 9, tzinfo=calendar.BANGKOK)
    lacking = [bool(decisions.problems_of(row, on)) for row in drafts]
    assert any(lacking)


def test_the_report_adds_up_to_the_rows(told):
    by, quarter = offices.sign_in("department"), plan.quarter_for("2561-1")
    announced = tallies.read(by, quarter, "31", "quarter")
    assert not announced.is_live
    total = sum(announced.cells.values(), Counter())
    closed = Registration.objects.filter(quarter=quarter, state=RegistrationState.CLOSED)
    assert total["NEW"] == closed.count() == sum(total[kind] for kind in ProducerType)
    made = RegisteredProduct.objects.filter(registration__in=closed)
    assert sum(total[kind] for kind in ProductType) == made.count() == Product.objects.count()
    live = sum(
        tallies.read(by, plan.quarter_for("2561-2"), "31", "quarter").cells.values(), Counter()
    )
    filed = Registration.objects.filter(quarter="2561-2", state=RegistrationState.SUBMITTED)
    assert {kind: live[kind] for kind in Kind} == {
        kind: filed.filter(kind=kind).count() for kind in Kind
    }


def test_nobody_can_be_taken_for_a_real_person(told):
    for row in [*Registration.objects.all(), *Producer.objects.all()]:
        assert re.match("ตัวอย่าง|สมมติ", row.person_last_name)
        assert re.search("ตัวอย่าง|สมมติ", row.name)
        assert row.citizen_id.startswith("19999")
        assert validators.citizen_id(row.citizen_id) == row.citizen_id
        assert re.fullmatch("(0 4400 0[0-9]{3})?", row.phone)
        assert row.mobile == row.email == ""
        assert row.juristic_id[:3] in ("", "099")
        assert "ตัวอย่าง" in (row.enterprise_no or "ตัวอย่าง")
    for officer in Officer.objects.all():
        assert re.search(" (ตัวอย่าง|สมมติ)", officer.full_name)


def test_no_two_people_share_a_number(told):
    ids = [row.citizen_id for row in Producer.objects.all()]
    assert len(set(ids)) == len(ids)


def test_sites_lie_in_the_district_with_the_tambons_postcode(told):
    for row in Registration.objects.select_related("site_subdistrict", "filing"):
        assert row.site_subdistrict.district_id == row.filing.district_id
        assert row.site_postcode == row.site_subdistrict.postcode


def test_a_second_run_changes_nothing(told, capsys):
    before = state_of_everything()
    call_command("demo", scale=SCALE)
    assert state_of_everything() == before
    assert "the password stays as it was" in capsys.readouterr().out


def test_a_second_run_sets_only_the_password_it_is_given(told):
    before = state_of_everything()
    call_command("demo", password="another-password-61", verbosity=0)
    after = state_of_everything()
    changed = {model for model in ALL_TABLES if before[model] != after[model]}
    assert changed == {Officer, JournalEntry}
    assert all(officer.check_password("another-password-61") for officer in Officer.objects.all())


def test_the_visitor_can_go_on_to_the_announcement(told):
    """What the demo leaves can be certified and carried into the register: its point."""
    by = offices.sign_in("province31")
    on = datetime(2018, 3, 20, 10, tzinfo=calendar.BANGKOK)
    district = second_quarter.HANDED_OVER[0]
    rows = filing_of(district).registrations.all()
    updated = rows.filter(kind=Kind.UPDATE).first()
    updated.citizen_id = people.citizen_id(777)
    updated.save(update_fields=["citizen_id", "citizen_id_index"])
    waiting = Registration.objects.filter(
        filing__district__in=second_quarter.HANDED_OVER, state=RegistrationState.SUBMITTED
    )
    decisions.certify(by=by, on=on, registrations=[row.pk for row in waiting])
    certifications.announce(
        by=by, on=on, province="31", quarter="2561-2", number="1", dated_on=on.date(),
        signatory="ก", signatory_position="ข", without_reason="อำเภออื่นยังไม่ส่ง",
    )  # fmt: skip
    producer = Producer.objects.get(pk=updated.producer_id)
    assert producer.phone == updated.phone
    assert producer.citizen_id == people.citizen_id(777)
    assert producer.citizen_id_index == blind_index(producer.citizen_id)
    assert (producer.first_quarter_id, producer.last_quarter_id) == ("2561-1", "2561-2")
    new = rows.filter(kind=Kind.NEW).exclude(producer=None)
    assert new.count() == rows.filter(kind=Kind.NEW).count() > 0
    numbers = Producer.objects.filter(district=district).values_list("number", flat=True)
    assert list(numbers) == [f"{district}-{n:05d}" for n in range(1, len(numbers) + 1)]


def test_a_door_that_writes_many_rows_asks_for_the_plan_once(told, django_assert_num_queries):
    quarter = plan.quarter_for("2561-2")
    with plan.remembered():
        known = plan.plan_of(quarter)
        with django_assert_num_queries(0):
            assert plan.plan_of(quarter) is known
    assert plan.plan_of(quarter) is not known


def test_a_filing_can_be_taken_back_and_the_demo_leaves_it_so(told):
    on = datetime(2018, 3, 13, 10, tzinfo=calendar.BANGKOK)
    nil = second_quarter.NIL
    by = offices.sign_in(f"district{nil}")
    filings.take_back(by=by, on=on, district=nil, quarter="2561-2")
    call_command("demo", verbosity=0)
    assert filing_of(nil).state == FilingState.ENTRY


def test_the_same_seed_gives_the_same_producers(told):
    first, again = (
        Maker(Random("x"), "31", first=0).forms({"3104": 5, "3101": 5}) for _n in range(2)
    )
    assert first == again


# Who is there twice


def drafts_held_back(district):
    """Drafts in whose way nothing but a likely duplicate stands."""
    by = offices.sign_in(f"district{district}")
    rows = Registration.objects.filter(
        quarter="2561-2", filing__district=district, kind=Kind.NEW, state=RegistrationState.DRAFT
    ).select_related("filing__district__province", "filing__quarter")
    on = datetime(2018, 3, 12, 9, tzinfo=calendar.BANGKOK)
    return [
        (row, each)
        for row in rows
        if not decisions.problems_of(row, on)
        for each in verdicts.review(by, row)
        if each.is_open
    ]


def test_a_person_filed_by_two_districts_waits_for_a_verdict(told):
    found = [each for _row, each in drafts_held_back("3104") if not each.candidate.is_own]
    (one,) = found
    assert one.candidate.is_filed
    assert one.candidate.by_citizen_id
    assert "กระสัง" in one.candidate.place
    assert one.inquiry.answered_at > one.inquiry.asked_at
    assert one.decision is None


def test_a_producer_typed_once_more_stands_beside_the_registered_one(told):
    ((row, one),) = [pair for pair in drafts_held_back("3104") if pair[1].candidate.is_own]
    producer = Producer.objects.get(pk=one.candidate.pk)
    assert producer.site_subdistrict == row.site_subdistrict
    assert {"NAME", "PERSON"} <= set(one.candidate.likeness.grounds)
    assert not one.candidate.by_citizen_id


def test_a_question_waits_for_the_visitor(told):
    by = offices.sign_in("district3104")
    assert verdicts.open_inquiries(by) == 1
    (inquiry,) = verdicts.inquiries(by)
    assert inquiry.registration.filing.district_id == "3103"
    assert "สาธิต" in inquiry.question


def test_every_registered_product_has_a_photograph(told):
    """Drawn, and shared: a handful for each district."""
    assert not Product.objects.filter(is_active=True, evidence__isnull=True).exists()
    districts = {file.district_id for file in StoredFile.objects.all()}
    assert StoredFile.objects.count() <= 25 * len(districts)
    for file in StoredFile.objects.all()[:5]:
        assert storages["evidence"].exists(file.path)
        assert storages["evidence"].exists(file.thumbnail_path)
