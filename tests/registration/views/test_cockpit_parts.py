"""The parts of the picture: where provinces stand, squares, paces, spans."""

import csv
from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings

from registration import calendar
from registration.enums import RegistrationState, Stage, Step
from registration.views.cockpit.blocks import ORDER, squares
from registration.views.cockpit.lines import behind
from registration.views.cockpit.pace import Pace, days, paces
from registration.views.cockpit.places import PLACES
from registration.views.cockpit.spans import span
from registration.workflow import DecidingWindow, LiveExtension, Standing

FOLDER = settings.BASE_DIR / "fixtures" / "places"


def points():
    with (FOLDER / "provinces.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["region"], float(row["latitude"]), float(row["longitude"])


POINTS = list(points())


def cells(place):
    return {(place.column + n, place.row) for n in range(place.width)}


def test_every_province_has_one_place_and_nobody_shares_it():
    assert set(PLACES) == {code for code, *_rest in POINTS}
    taken = Counter(cell for place in PLACES.values() for cell in cells(place))
    assert set(taken.values()) == {1}
    assert {code for code, place in PLACES.items() if place.width == 2} == {"10", "30"}


def middle(code):
    return PLACES[code].column + (PLACES[code].width - 1) / 2


def test_who_lies_clearly_north_or_east_on_earth_does_not_lie_otherwise_here():
    """What is nearer may change places, so that neighbours stay neighbours."""
    for code, _region, latitude, longitude in POINTS:
        for other, _other_region, lower, west in POINTS:
            if latitude - lower > 1.5:
                assert PLACES[code].row < PLACES[other].row, (code, other)
            if longitude - west > 2:
                assert middle(code) > middle(other), (code, other)


def test_each_region_hangs_together():
    """Every province touches another of its region, also at a corner."""
    for code, region, *_point in POINTS:
        own = cells(PLACES[code])
        around = {(c + x, r + y) for c, r in own for x in (-1, 0, 1) for y in (-1, 0, 1)}
        others = [o for o, its, *_p in POINTS if its == region and o != code]
        assert any(cells(PLACES[other]) & around for other in others), code


BORDERS = {
    "50": "58 51 57", "57": "50 56", "55": "56 54", "52": "51 54", "53": "65", "65": "53 66",
    "40": "39 36 46 30", "30": "36 40 31", "34": "33 37", "48": "47", "38": "43 47",
    "10": "11 13 14 20 74", "71": "70 72", "14": "15 13 12", "20": "24 21 10", "22": "27 23 21",
    "76": "70 75 77", "86": "85 84", "80": "84 93", "90": "93 91 94", "95": "94 96", "83": "82 81",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(BORDERS))
def test_neighbours_are_neighbours(code):
    own = cells(PLACES[code])
    around = {(c + x, r + y) for c, r in own for x in (-1, 0, 1) for y in (-1, 0, 1)}
    assert [other for other in BORDERS[code].split() if not cells(PLACES[other]) & around] == []


@pytest.mark.parametrize(
    ("start", "end", "path"),
    [
        (0, 1, "M0 0h8v8h-8z"),
        (2, 5, "M16 0h24v8h-24z"),
        (9, 11, "M72 0h8v8h-8zM0 8h8v8h-8z"),
        (5, 25, "M40 0h40v8h-40zM0 8h80v8h-80zM0 16h40v8h-40z"),
        (3, 3, ""),
    ],
)
def test_squares_run_on_over_the_lines(start, end, path):
    assert squares(start, end, 10) == path


def test_every_stage_has_its_order_and_its_shape():
    assert sorted(ORDER) == sorted(Stage)
    folder = settings.BASE_DIR / "templates" / "registration" / "cockpit"
    shapes = (folder / "shapes.html").read_text(encoding="utf-8")
    for name in [*(stage.lower() for stage in Stage), "late"]:
        assert shapes.count(f'id="{name}"') == 1
    bodies = [part.partition(">")[2] for part in shapes.split("<pattern")[1:]]
    assert len(set(bodies)) == len(bodies) == len(Stage) + 1


# Wednesday 3 January to Friday 16 March 2018: 53 working days, without holidays.
OPENS, CLOSES = date(2018, 1, 3), date(2018, 3, 16)
WINDOW = DecidingWindow(Step.ENTRY, OPENS, CLOSES, "หนังสือทดสอบ")
MICRO = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (calendar.start_of(OPENS) - MICRO, (None, None)),
        (calendar.start_of(OPENS), (1, 53)),
        (calendar.start_of(date(2018, 1, 7)), (3, 50)),  # a Sunday counts for neither
        (calendar.start_of(CLOSES), (53, 1)),
        (WINDOW.period.closes_at - MICRO, (53, 1)),
        (WINDOW.period.closes_at, (53, None)),
        (calendar.start_of(date(2018, 6, 1)), (53, None)),
    ],
)
def test_working_days_gone_and_left(on, expected):
    assert days(Standing(Step.ENTRY, WINDOW), on, ()) == expected


def test_a_holiday_is_no_working_day_and_an_extension_adds_its_own():
    friday = calendar.start_of(CLOSES)
    more = LiveExtension(friday, date(2018, 3, 20), "(น้ำท่วม)")
    extended = Standing(Step.ENTRY, WINDOW, (more,))
    assert days(extended, friday, {CLOSES}) == (52, 2)
    assert days(extended, calendar.start_of(date(2018, 3, 19)), ()) == (54, 2)
    assert days(Standing(Step.ENTRY), friday, ()) == (None, None)


def pace(done, all_, gone, left):
    return Pace("ส่งแฟ้ม", "%(done)s จาก %(all)s แห่ง", done, all_, gone, left)


def test_the_pace_so_far_and_the_pace_that_is_needed():
    slow = pace(10, 50, 20, 10)
    assert pace(1000, 2000, 9, 9).text == "1,000 จาก 2,000 แห่ง"
    assert (slow.so_far, slow.needed, slow.is_behind, slow.is_done) == (0.5, 4.0, True, False)
    assert not pace(30, 40, 10, 5).is_behind  # three a day, two are needed
    assert not pace(20, 30, 10, 5).is_behind  # just enough
    assert pace(50, 50, 20, 0).is_done
    over = pace(49, 50, 20, None)
    assert (over.needed, over.is_behind) == (None, True)
    early = pace(0, 50, None, None)
    assert (early.so_far, early.needed, early.is_behind) == (None, None, False)
    assert (early.most, pace(0, 0, None, None).most) == (50, 1)


def test_what_is_counted_for_each_step():
    r = RegistrationState
    n = Counter({r.DRAFT: 5, r.SUBMITTED: 4, r.RETURNED: 3, r.REJECTED: 2, r.CERTIFIED: 1})
    standings = {step: Standing(step, WINDOW) for step in Step}

    found = paces(
        standings, calendar.start_of(OPENS), (), filings=(6, 9), n=n, provinces=(1, 3)
    )  # fmt: skip

    assert [(each.done, each.all) for each in found] == [(6, 9), (10, 15), (3, 10), (1, 3)]
    assert len(paces(standings, calendar.start_of(OPENS), (), filings=(6, 9), n=n)) == 3


def took(*numbers):
    return [SimpleNamespace(days_entering=n, name=f"อำเภอ {n}") for n in numbers]


def test_the_middle_and_the_longest():
    assert span(took(None, None), "days_entering") is None
    found = span(took(9, None, 1, 4), "days_entering")
    assert (found.n, found.median, found.longest, found.longest_at) == (3, 4, 9, "อำเภอ 9")
    assert span(took(1, 2), "days_entering").median == 1.5
    assert isinstance(span(took(1, 3), "days_entering").median, int)


def line(name, n_late, handed, n, announced_at=None):
    row = SimpleNamespace(
        n_handed_over=handed, n_filings=n, announced_at=announced_at, province=name
    )
    return SimpleNamespace(row=row, n_late=n_late, share=handed / n)


def test_the_slowest_are_late_first_and_then_have_handed_over_least():
    found = [
        line("ครบ", 0, 9, 9), line("ช้า", 0, 1, 9), line("สาย", 2, 7, 9), line("ว่าง", 0, 0, 3),
        line("ว่างใหญ่", 0, 0, 9), line("ประกาศแล้ว", 0, 1, 9, announced_at=date(2018, 3, 19)),
    ]  # fmt: skip
    assert [each.row.province for each in behind(found)] == ["สาย", "ว่างใหญ่", "ว่าง", "ช้า"]
    assert len(behind(found, 2)) == 2
