"""An extension that ends while somebody writes: one of two orders of events, never half
(PostgreSQL).
"""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import DatabaseError

from registration.enums import Kind, Step
from registration.errors import Refused
from registration.models import (
    Extension,
    ExtensionRequest,
    Filing,
    FiscalQuarter,
    JournalEntry,
    Registration,
)
from registration.services import (
    certifications,
    decisions,
    extension_requests,
    filings,
    orders,
    registrations,
)
from tests import factories, more_time
from tests.factories import QUARTER, moment
from tests.more_time import LATE, UNTIL
from tests.personas import make_persona
from tests.races.test_races import WORDS, close
from tests.races.threads import overlap, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

CERTIFIED_LATE = moment(QUARTER, Step.CERTIFICATION, "closes") + timedelta(hours=10)
ORDER = {"order_number": "มท 1", "reason": "อนุมัติตามที่ขอ"}
SCOPES = [
    {"scope": "COUNTRY"}, {"scope": "PROVINCE", "province": "31"},
    {"scope": "DISTRICT", "district": "3104"},
]  # fmt: skip


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


def revoke(department, extension):
    return partial(
        orders.revoke_extension, by=department.by, on=LATE, extension=extension.pk, reason="น้ำลด"
    )


def enter(persona):
    values = factories.producer_values()
    return partial(
        registrations.enter, by=persona.by, on=LATE, district="3104", quarter=QUARTER,
        kind=Kind.NEW, values=values,
    )  # fmt: skip


def rule(outcome):
    assert isinstance(outcome, Refused), outcome
    return outcome.refusal.rule


def told():
    """What the journal says happened, in its order."""
    actions = ("registration.enter", "extension.revoke", "certification.announce")
    return list(
        JournalEntry.objects.filter(action__in=actions).order_by("pk").values_list(
            "action", flat=True
        )
    )  # fmt: skip


@pytest.mark.parametrize("scope", SCOPES)
def test_who_was_saving_finishes_and_then_it_ends(plan, own_district, department, scope):
    extension = more_time.extend(department, **scope)

    entered, revoked = overlap(enter(own_district), revoke(department, extension))

    assert (entered.state, revoked.revoked_at) == ("DRAFT", LATE)
    assert told() == ["registration.enter", "extension.revoke"]
    assert JournalEntry.objects.get(action="registration.enter").extension == extension


@pytest.mark.parametrize("scope", SCOPES)
def test_who_comes_while_it_is_revoked_waits_and_finds_it_ended(
    plan, own_district, department, scope
):
    extension = more_time.extend(department, **scope)

    revoked, entered = overlap(revoke(department, extension), enter(own_district))

    assert revoked.revoked_at == LATE
    assert rule(entered) == "too_late"
    assert told() == ["extension.revoke"]
    assert not Registration.objects.exists()
    assert not JournalEntry.objects.filter(extension=extension).exists()


def test_handing_over_and_revoking_at_one_signal(plan, own_district, department):
    extension = more_time.extend(department)
    hand_over = partial(
        filings.hand_over, by=own_district.by, on=LATE, district="3104", quarter=QUARTER, nil=True
    )

    handed, revoked = together(hand_over, revoke(department, extension))

    assert revoked.revoked_at == LATE
    state = Filing.objects.get(district="3104", quarter=QUARTER).state
    if isinstance(handed, Refused):
        assert (rule(handed), state) == ("too_late", "ENTRY")
    else:
        assert state == "HANDED_OVER"
        order = JournalEntry.objects.filter(
            action__in=("filing.hand_over", "extension.revoke")
        ).order_by("pk")
        assert [entry.action for entry in order] == ["filing.hand_over", "extension.revoke"]


def test_a_province_announces_or_finds_its_extension_ended(plan, own_province, department):
    extension = more_time.extend(
        department, step=Step.CERTIFICATION, on=CERTIFIED_LATE, until_on=CERTIFIED_LATE.date()
    )
    announce = partial(
        certifications.announce, by=own_province.by, on=CERTIFIED_LATE, province="31",
        quarter=QUARTER, number="1/2561", without_reason="ไม่รอ", **WORDS,
    )  # fmt: skip

    revoked, announced = overlap(revoke(department, extension), announce)

    assert revoked.revoked_at
    assert rule(announced) == "too_late"
    assert told() == ["extension.revoke"]


def test_certifying_waits_for_the_revocation_too(plan, own_province, department):
    (row,) = factories.RegistrationFactory.create_batch(1, state="SUBMITTED")
    factories.set_filing_state(row.filing, "HANDED_OVER", by=row.entered_by)
    extension = more_time.extend(
        department, step=Step.CERTIFICATION, on=CERTIFIED_LATE, until_on=CERTIFIED_LATE.date()
    )
    certify = partial(
        decisions.certify, by=own_province.by, on=CERTIFIED_LATE, registrations=[row.pk]
    )

    _revoked, certified = overlap(revoke(department, extension), certify)

    assert rule(certified) == "too_late"
    assert Registration.objects.get().state == "SUBMITTED"


def test_revoking_while_the_quarter_is_closed_deadlocks_nobody(plan, department):
    on = moment(QUARTER, Step.CLOSING)
    extension = more_time.extend(department, step=Step.CERTIFICATION, on=on, until_on=on.date())

    closed, revoked = together(close(department), revoke(department, extension))

    assert closed.number == "ปิด"
    assert revoked.revoked_at
    assert FiscalQuarter.objects.get(pk=QUARTER).state == "CLOSED"


# Requests


def grant(persona, row):
    return partial(
        extension_requests.grant, by=persona.by, on=LATE, request=row.pk, until_on=UNTIL, **ORDER
    )


def test_one_request_is_granted_once(plan, department):
    second = make_persona("department2", "DEPARTMENT")
    row = more_time.request("ENDORSED")

    first, late = overlap(grant(department, row), grant(second, row))

    assert first.state == "GRANTED"
    assert rule(late) == "state"
    assert Extension.objects.count() == 1


def test_granting_and_withdrawing_at_one_signal(plan, own_district, department):
    row = more_time.request("ENDORSED")
    withdraw = partial(
        extension_requests.withdraw, by=own_district.by, on=LATE, request=row.pk, reason="ทัน"
    )

    outcomes = together(grant(department, row), withdraw)

    (refused,) = [each for each in outcomes if isinstance(each, Refused)]
    assert refused.refusal.rule == "state"
    row.refresh_from_db()
    assert Extension.objects.count() == (1 if row.state == "GRANTED" else 0)


def test_two_officers_of_one_office_ask_at_once(plan, own_district):
    second = make_persona("district3104b", "DISTRICT", "31", "3104")
    asks = [partial(more_time.ask, persona) for persona in (own_district, second)]

    outcomes = together(*asks)

    assert [rule(each) for each in outcomes if isinstance(each, Refused)] == ["asked"]
    assert ExtensionRequest.objects.count() == 1


def test_nobody_asks_while_the_quarter_is_closed(plan, own_district, department):
    on = moment(QUARTER, Step.CLOSING)

    closed, asked = overlap(
        close(department), partial(more_time.ask, own_district, on=on, until_on=on.date())
    )

    assert closed.number == "ปิด"
    assert rule(asked) == "closed"


# Orders


def shorten(department, **scope):
    """An entry window that has ended at ``LATE``."""
    return partial(
        orders.issue, by=department.by, on=LATE, number="ว 9", dated_on=LATE.date(),
        issuer="กรมการพัฒนาชุมชน", subject="เลื่อน", **scope,
        windows=[
            orders.NewWindow(QUARTER, Step.ENTRY, date(2018, 1, 3), date(2018, 3, 9)),
            orders.NewWindow(QUARTER, Step.CERTIFICATION, date(2018, 3, 19), date(2018, 3, 23)),
        ],
    )  # fmt: skip


def lengthened(department):
    return orders.issue(
        by=department.by, on=LATE, number="ว 8", dated_on=date(2018, 3, 1), issuer="กรมฯ",
        subject="เลื่อน",
        windows=[orders.NewWindow(QUARTER, Step.ENTRY, date(2018, 1, 3), UNTIL)],
    )  # fmt: skip


@pytest.mark.parametrize("scope", SCOPES[:2])
def test_an_order_waits_for_who_is_saving(plan, own_district, department, scope):
    lengthened(department)

    entered, issued = overlap(enter(own_district), shorten(department, **scope))

    assert (entered.state, issued.number) == ("DRAFT", "ว 9")
    told = JournalEntry.objects.filter(action__in=("registration.enter", "order.issue"))
    last = told.order_by("pk").values_list("action", flat=True)
    assert list(last)[-2:] == ["registration.enter", "order.issue"]


@pytest.mark.parametrize("scope", SCOPES[:2])
def test_who_comes_while_an_order_is_recorded_is_judged_by_it(
    plan, own_district, department, scope
):
    lengthened(department)

    _issued, entered = overlap(shorten(department, **scope), enter(own_district))

    assert rule(entered) == "too_late"
    assert "ว 9" in entered.refusal.order_text
    assert not Registration.objects.exists()


def test_who_comes_while_an_order_is_withdrawn_finds_the_old_one(plan, own_district, department):
    order = lengthened(department)
    withdraw = partial(orders.withdraw, by=department.by, on=LATE, order=order.pk, reason="ผิด")

    _withdrawn, entered = overlap(withdraw, enter(own_district))

    assert rule(entered) == "too_late"
    assert "ว ๗๕๕" in entered.refusal.order_text


def test_orders_announcements_and_closings_deadlock_nobody(plan, department):
    second = make_persona("department2", "DEPARTMENT")
    order = lengthened(department)
    withdraw = partial(orders.withdraw, by=second.by, on=LATE, order=order.pk, reason="ผิด")

    outcomes = together(shorten(department), withdraw, close(second))

    # Whoever comes after the closing is told so; nothing else goes wrong.
    assert {each.refusal.rule for each in outcomes if isinstance(each, Refused)} <= {"closed"}
    assert not [each for each in outcomes if isinstance(each, DatabaseError)]
    assert FiscalQuarter.objects.get(pk=QUARTER).state == "CLOSED"
