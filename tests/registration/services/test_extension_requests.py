"""More time, asked for from below: every role at every state, and what comes of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from registration.enums import ExtensionState, Role, Scope, Step
from registration.errors import Forbidden, Incomplete, Refused
from registration.models import (
    Certification,
    Extension,
    ExtensionRequest,
    FiscalQuarter,
    JournalEntry,
)
from registration.selectors import extension_requests as found
from registration.services import extension_requests
from tests import more_time
from tests.factories import QUARTER, at, moment
from tests.more_time import ENDS, LATE, UNTIL, ask
from tests.registration.services.test_windows import enter
from tests.registration.stored import contents

TICK = timedelta(microseconds=1)
ORDER = {"order_number": "มท 0409/9", "reason": "อนุมัติตามที่ขอ"}
DEEDS = {
    "endorse": lambda p, row: extension_requests.endorse(by=p.by, on=LATE, request=row.pk),
    "decline": lambda p, row: extension_requests.decline(
        by=p.by, on=LATE, request=row.pk, reason="ไม่จำเป็น"
    ),
    "grant": lambda p, row: grant(p, row),
    "turn_down": lambda p, row: extension_requests.turn_down(
        by=p.by, on=LATE, request=row.pk, reason="ไม่จำเป็น"
    ),
    "withdraw": lambda p, row: extension_requests.withdraw(
        by=p.by, on=LATE, request=row.pk, reason="ทันแล้ว"
    ),
}


def grant(persona, row, on=LATE, **words):
    return extension_requests.grant(by=persona.by, on=on, request=row.pk, **{**ORDER, **words})


def answer(deed, *args):
    """A word for what came of it; what was refused has written nothing."""
    before = contents()
    try:
        deed(*args)
    except Refused as error:
        word = error.refusal.rule if error.refusal.sentence else "without a word"
    except Forbidden as error:
        word = "forbidden" if str(error) else "without a word"
    except ObjectDoesNotExist:
        word = "missing"
    except Incomplete as error:
        word = error.problems[0][0]
    else:
        return "done"
    assert contents() == before
    return word


def test_from_the_district_over_its_province_to_the_department(
    plan, own_district, own_province, department
):
    row = ask(own_district)
    assert row.state == "ASKED"
    assert answer(enter, own_district, LATE) == "too_late"
    extension_requests.endorse(by=own_province.by, on=LATE, request=row.pk, reason="จริงตามที่ขอ")
    granted = grant(department, row)

    extension = Extension.objects.get()
    assert granted.extension == extension
    assert (extension.scope, extension.district_id) == ("DISTRICT", "3104")
    assert (extension.until_on, extension.order_number) == (UNTIL, ORDER["order_number"])
    end = at(2018, 3, 22, 0)
    enter(own_district, LATE)
    enter(own_district, end - TICK)
    assert answer(enter, own_district, end) == "too_late"
    told = JournalEntry.objects.filter(action__startswith="extension").order_by("pk")
    assert [entry.action for entry in told] == [
        "extension_request.ask", "extension_request.endorse", "extension.grant",
        "extension_request.grant",
    ]  # fmt: skip
    assert {entry.district_code for entry in told} == {"3104"}


# For whom, in which step, asked by whom; and the personas that do not see such a request.
KINDS = {
    "of a district": ({"asking": Role.DISTRICT}, set()),
    "of a province for a district": ({"asking": Role.PROVINCE}, set()),
    "of a province for all": ({"scope": Scope.PROVINCE}, {"own_district"}),
    "of a province for itself": (
        {"scope": Scope.PROVINCE, "step": Step.CERTIFICATION, "until_on": date(2018, 3, 28)},
        {"own_district"},
    ),
}  # fmt: skip
OUTSIDE = {"other_district", "foreign_district", "other_province", "reader"}
# Whose deed it is and from which states; who asked withdraws.
WHOSE = {
    "endorse": ("own_province", {"ASKED"}), "decline": ("own_province", {"ASKED"}),
    "grant": ("department", {"ENDORSED"}), "turn_down": ("department", {"ENDORSED"}),
}  # fmt: skip
WITHDRAWN_FROM = {"own_district": {"ASKED", "ENDORSED"}, "own_province": {"ENDORSED"}}


def expected(kind, deed, state, name):
    asker = "own_district" if kind == "of a district" else "own_province"
    if name in OUTSIDE | KINDS[kind][1]:
        return "missing"
    whose, states = WHOSE.get(deed, (name, WITHDRAWN_FROM.get(name, ())))
    if name != whose or (deed == "withdraw" and name == "department"):
        return "forbidden"
    if state not in states:
        return "state"
    return "done" if deed != "withdraw" or name == asker else "not_our_request"


# What a province asks never stands before itself.
STANDS = [
    (kind, state)
    for kind in KINDS
    for state in ExtensionState
    if kind == "of a district" or state not in ("ASKED", "DECLINED")
]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(("kind", "state"), STANDS)
def test_who_may_do_what_in_which_state(plan, personas, kind, state, deed):
    answers = {}
    for name, persona in personas.items():
        ExtensionRequest.objects.all().delete()
        answers[name] = answer(DEEDS[deed], persona, more_time.request(state, **KINDS[kind][0]))

    assert answers == {name: expected(kind, deed, state, name) for name in personas}


def test_a_province_asks_the_department_at_once(plan, own_district, own_province, department):
    late = moment(QUARTER, Step.CERTIFICATION, "closes")
    own = ask(own_province, on=late, step=Step.CERTIFICATION, until_on=date(2018, 3, 28))
    for_one = ask(own_province, district="3104")
    for_all = ask(own_province)

    assert {row.state for row in (own, for_one, for_all)} == {"ENDORSED"}
    # Who asked withdraws, not the district it is for.
    assert answer(DEEDS["withdraw"], own_district, for_one) == "not_our_request"
    assert answer(DEEDS["withdraw"], own_province, for_one) == "done"
    granted = grant(department, for_all)
    assert granted.extension.scope == Scope.PROVINCE
    enter(own_district, LATE)


@pytest.mark.parametrize(
    ("who", "values", "word"),
    [
        ("own_district", {"step": Step.CERTIFICATION}, "forbidden"),
        ("own_district", {"province": "31"}, "area"),
        ("own_district", {"district": "3103"}, "missing"),
        ("own_province", {"district": "3201"}, "missing"),
        ("own_province", {"province": "32"}, "missing"),
        ("own_province", {"district": "3104", "step": Step.CERTIFICATION}, "scope"),
        ("own_province", {"step": Step.CLOSING}, "forbidden"),
        ("department", {"district": "3104"}, "forbidden"),
        ("reader", {"district": "3104"}, "forbidden"),
        ("own_district", {"reason": " "}, "reason"),
        ("own_district", {"until_on": date(2018, 3, 18)}, "until_on"),
        ("own_district", {"on": moment(QUARTER, Step.ENTRY, "opens") - TICK}, "too_early"),
        ("own_district", {"on": ENDS - TICK, "until_on": date(2018, 3, 16)}, "until_on"),
        ("own_district", {"on": ENDS - TICK, "until_on": date(2018, 3, 17)}, "done"),
    ],
)
def test_what_may_be_asked_for(plan, personas, who, values, word):
    if who == "own_province" and values.get("step") == Step.CERTIFICATION:
        values = {**values, "on": moment(QUARTER, Step.CERTIFICATION), "until_on": date(2018, 4, 1)}
    assert answer(lambda: ask(personas[who], **values)) == word


def test_a_closed_quarter_takes_no_request_and_no_answer(plan, personas, department):
    row = more_time.request("ENDORSED")
    FiscalQuarter.objects.filter(pk=QUARTER).update(
        state="CLOSED", closed_at=LATE, closed_by=department.officer
    )

    assert answer(ask, personas["other_district"]) == "closed"
    for deed, name in (("grant", "department"), ("withdraw", "own_district")):
        assert answer(DEEDS[deed], personas[name], row) == "closed"
    by = personas["own_district"].by
    assert [list(found.live(by)), list(found.past(by))] == [[], [row]]


def test_one_open_request_per_office_quarter_and_step(
    plan, own_district, other_district, own_province
):
    row = ask(own_district)

    assert answer(ask, own_district) == "asked"
    assert answer(lambda: ask(own_province, district="3104")) == "asked"
    ask(other_district)
    ask(own_province)  # for all of them is another request
    DEEDS["withdraw"](own_district, row)
    assert ask(own_district).pk


def test_the_department_grants_another_day_with_its_own_reason(plan, department):
    row = more_time.request("ENDORSED")

    granted = grant(department, row, until_on=date(2018, 3, 20), reason="ให้เพียงสองวัน")

    assert granted.extension.until_on == date(2018, 3, 20)
    assert granted.until_on == UNTIL  # what was asked for stays readable
    assert granted.decision == granted.extension.reason == "ให้เพียงสองวัน"


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ({"reason": " "}, "reason"), ({"order_number": " "}, "order_number"),
        ({"until_on": date(2018, 3, 18)}, "until_on"),
        ({"on": at(2018, 3, 22, 0)}, "until_on"),  # what was asked for is past
        ({"on": at(2018, 3, 22, 0) - TICK}, "done"),
    ],
)  # fmt: skip
def test_what_a_grant_needs(plan, department, words, word):
    row = more_time.request("ENDORSED")

    assert answer(lambda: grant(department, row, **words)) == word


def test_many_are_granted_with_one_letter_all_or_none(plan, department):
    rows = [more_time.request("ENDORSED", district_id=code) for code in ("3103", "3104")]
    past = more_time.request("ENDORSED", Scope.PROVINCE, until_on=date(2018, 3, 18))
    keys = [row.pk for row in (*rows, past)]

    def many(requests, **words):
        return extension_requests.grant_many(
            by=department.by, on=LATE, requests=requests, **{**ORDER, **words}
        )

    with pytest.raises(Refused, match="บุรีรัมย์"):
        many(keys)
    assert not Extension.objects.exists()
    assert answer(many, []) == "none"
    done = many(keys[:2])
    assert [row.extension.order_number for row in done] == [ORDER["order_number"]] * 2
    assert [row.extension.district_id for row in done] == ["3103", "3104"]
    many([past.pk], until_on=UNTIL)
    assert Extension.objects.count() == 3


def test_who_sees_which_and_whose_turn_it_is(plan, personas):
    own = more_time.request("ASKED")
    endorsed = more_time.request("ENDORSED", district_id="3103")
    of_province = more_time.request("ENDORSED", Scope.PROVINCE)
    foreign = more_time.request("ASKED", district_id="3201")

    seen = {name: set(found.visible(p.by)) for name, p in personas.items()}
    turns = {name: found.waiting(p.by) for name, p in personas.items()}

    assert seen == {
        "own_district": {own}, "other_district": {endorsed}, "foreign_district": {foreign},
        "own_province": {own, endorsed, of_province}, "other_province": {foreign},
        "department": {own, endorsed, of_province, foreign}, "reader": set(),
    }  # fmt: skip
    assert turns == {
        "own_district": 0, "other_district": 0, "foreign_district": 0, "own_province": 1,
        "other_province": 1, "department": 2, "reader": 0,
    }  # fmt: skip


def test_after_the_announcement_nobody_asks_and_nothing_is_granted(
    plan, own_district, own_province, department
):
    asked = more_time.request("ASKED", district_id="3103")
    endorsed = more_time.request("ENDORSED", Scope.PROVINCE)
    Certification.objects.filter(quarter=QUARTER, province="31").update(
        state="ANNOUNCED", announced_at=LATE, announced_by=own_province.officer
    )

    assert answer(ask, own_district) == "announced"
    assert answer(DEEDS["endorse"], own_province, asked) == "announced"
    assert answer(DEEDS["grant"], department, endorsed) == "announced"
    # Said and taken back it may still be.
    assert answer(DEEDS["turn_down"], department, endorsed) == "done"
    assert answer(DEEDS["decline"], own_province, asked) == "done"
