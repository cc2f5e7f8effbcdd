"""An order looked at before it is recorded: counted, compared, read, never blocked."""

import pytest

from registration.enums import Step
from registration.models import Filing, FiscalQuarter, Holiday, WindowOrder
from registration.selectors.proposals import Late
from registration.services import filings
from registration.views.order_checks import named
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.registration.views.test_orders import HEAD, NEW, row

pytestmark = pytest.mark.django_db
CHECK = "/orders/check/"
HEAD = HEAD | {"year": "2561", "dated_on": "1/3/2561"}
ENTRY, CERTIFICATION, CLOSING = 3, 4, 5  # rows of the second quarter
# As the letter has it, but for the last day of the entry.
SHORT = row(ENTRY, "3/1/2561", "9/3/2561", "52")
SAME = row(ENTRY, "3/1/2561", "16/3/2561", "52")


@pytest.fixture
def now(plan, at):
    return at(factories.at(2018, 3, 12))


def ask(persona, *rows, url=CHECK, **head):
    data = {**HEAD, **head}
    for each in rows:
        data |= each
    return persona.client.post(url, data)


def findings(response):
    assert response.status_code in (200, 422)
    return response.context["findings"]


def test_counted_beside_stated_while_typing(department, now):
    before = contents()

    found = findings(ask(department, SAME, row(CERTIFICATION, "17/3/2561", "24/3/2561", "5")))

    assert [(each["counted"], each["differs"]) for each in found.rows] == [(53, True), (5, False)]
    assert found.rows[0]["notes"] == []
    assert found.rows[1]["notes"] == [
        "วันแรก 17 มี.ค. 2561 ตรงกับวันเสาร์", "วันสุดท้าย 24 มี.ค. 2561 ตรงกับวันเสาร์",
    ]  # fmt: skip
    assert contents() == before


def test_a_holiday_at_an_end_is_named_and_not_counted(department, now):
    Holiday.objects.get_or_create(
        day=factories.at(2018, 3, 16).date(), defaults={"name": "วันทดสอบ"}
    )
    found = findings(ask(department, SAME))
    assert "ตรงกับวันทดสอบ" in found.rows[0]["notes"][0]
    assert found.rows[0]["counted"] == 52
    assert not found.rows[0]["differs"]


def test_the_same_plan_again_warns_of_nothing(department, now):
    response = ask(department, SAME)
    assert not findings(response).mark
    assert "ไม่พบข้อสังเกต" in response.text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(ENTRY, "3/1/2561", "20/3/2561")], "ซ้อนกัน 2 วัน (19–20 มี.ค. 2561)"),
        ([row(ENTRY, "3/1/2561", "14/3/2561")], "ไม่มีขั้นตอนใดเปิด 2 วัน (15–18 มี.ค. 2561)"),
        ([row(CLOSING, "23/3/2561", "27/3/2561")], "ซ้อนกัน 1 วัน (23 มี.ค. 2561)"),
    ],
)
def test_overlaps_and_gaps_with_what_is_in_force(department, now, rows, said):
    (sentence,) = findings(ask(department, *rows)).warnings
    assert said in sentence
    assert "2561-2" in sentence


def test_a_province_is_looked_at_with_its_own_windows(department, now):
    found = findings(
        ask(department, row(ENTRY, "3/1/2561", "20/3/2561"), scope="PROVINCE", province="31")
    )
    assert "ซ้อนกัน" in found.warnings[0]
    # Its own certification window, later, leaves no overlap.
    both = [row(ENTRY, "3/1/2561", "20/3/2561"), row(CERTIFICATION, "21/3/2561", "23/3/2561")]
    assert not findings(ask(department, *both, scope="PROVINCE", province="31")).warnings


def test_who_would_be_late(department, own_district, now):
    filings.hand_over(by=own_district.by, on=now, district="3104", quarter=QUARTER, nil=True)
    n = Filing.objects.filter(quarter=QUARTER, state="ENTRY").count()

    (late,) = findings(ask(department, SHORT)).late

    assert f"{n} แห่ง" in late["sentence"]
    assert f"{n} แห่งยังทันเวลา" in late["newly"]
    assert len(late["offices"]) == n
    assert not any("นางรอง" in office for office in late["offices"])


@pytest.mark.parametrize(
    ("scope", "n"),
    [
        ({"scope": "PROVINCE", "province": "31"}, 2),
        ({"scope": "DISTRICT", "district": "3104"}, 1),
    ],
)  # fmt: skip
def test_only_the_offices_of_the_order_are_late(department, now, scope, n):
    (late,) = findings(ask(department, SHORT, **scope)).late
    assert len(late["offices"]) == n


def test_late_from_the_first_instant_after_the_end(department, plan, at):
    closes = moment(QUARTER, "ENTRY", "closes")
    at(moment(QUARTER, "ENTRY", "last"))
    assert findings(ask(department, SAME)).late == []
    at(closes)
    (late,) = findings(ask(department, SAME)).late
    assert late["newly"] == ""  # they are late already


def test_provinces_and_the_department_are_late_too(department, plan, at):
    at(moment(QUARTER, "CLOSING"))
    found = findings(
        ask(department, row(CERTIFICATION, "19/3/2561", "21/3/2561"),
            row(CLOSING, "22/3/2561", "23/3/2561"))
    )  # fmt: skip
    assert [each["sentence"].split(":")[1].strip()[:12] for each in found.late] == [
        "จังหวัดที่ยั", "กรมฯ ยังไม่ป",
    ]  # fmt: skip


def test_a_quarter_that_nobody_has_opened(department, now):
    """Retroactive from the start: every district would be late."""
    old = row(0, "2/10/2559", "20/12/2559")
    (late,) = findings(ask(department, old, year="2560")).late
    assert len(late["offices"]) == len(factories.DISTRICTS)
    assert not FiscalQuarter.objects.filter(pk="2560-1").exists()


def test_what_warns_is_read_and_then_saved(department, now):
    before = contents()
    first = ask(department, SHORT, url=NEW)
    assert first.status_code == 422
    assert "ยังไม่ได้รับทราบ" in first.text
    assert contents() == before

    mark = findings(first).mark
    longer = row(ENTRY, "3/1/2561", "8/3/2561")
    again = ask(department, longer, url=NEW, acknowledged=mark)
    assert again.status_code == 422  # other findings than those that were read
    assert ask(department, SHORT, url=NEW, acknowledged=mark).status_code == 302
    assert WindowOrder.objects.filter(number=HEAD["number"]).exists()


def test_without_a_script_the_button_shows_the_same(department, now):
    before = contents()
    page = ask(department, SHORT, url=NEW, check="1")
    part = ask(department, SHORT)
    assert page.status_code == 200
    assert findings(page).mark == findings(part).mark
    assert 'name="acknowledged"' in page.text
    assert "<html" not in part.text
    assert contents() == before


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [
        ([], {}, "อย่างน้อยหนึ่งแถว"),
        ([row(ENTRY, "3/1/2561", "")], {}, "อย่างน้อยหนึ่งแถว"),
        ([SAME], {"year": ""}, "กรอกปีงบประมาณก่อน"),
        ([SAME], {"scope": "PROVINCE", "province": ""}, "เลือกพื้นที่"),
    ],
)
def test_half_typed_it_says_what_is_missing(department, now, rows, head, said):
    response = ask(department, *rows, **head)
    assert response.status_code == 200
    assert said in response.text


def test_the_page_is_cheap(department, now):
    assert queries_of(department.client, NEW) <= 12


def test_an_order_of_an_earlier_date_moves_nothing_and_says_so(department, now):
    found = findings(ask(department, SHORT, dated_on="1/2/2561"))
    (sentence,) = found.warnings
    assert "จะไม่เปลี่ยน" in sentence
    assert "ว ๗๕๕" in sentence
    assert found.late == []  # the letter still decides
    # One that speaks to a province decides there, whatever its date.
    own = findings(ask(department, SHORT, dated_on="1/2/2561", scope="PROVINCE", province="31"))
    assert not any("จะไม่เปลี่ยน" in each for each in own.warnings)
    assert own.late


def test_a_step_that_hears_no_such_order_is_left_to_saving(department, now):
    rows = row(CLOSING, "26/3/2561", "27/3/2561")
    found = findings(ask(department, rows, scope="DISTRICT", district="3104"))
    assert found.warnings == found.late == []
    assert ask(department, rows, url=NEW, scope="DISTRICT", district="3104").status_code == 422


def test_a_quarter_that_was_closed_meanwhile_keeps_what_was_typed(department, now):
    FiscalQuarter.objects.filter(pk=QUARTER).update(
        state="CLOSED", closed_at=now, closed_by=department.officer
    )
    before = contents()
    response = ask(department, SAME, url=NEW, subject="เรื่องที่พิมพ์ไว้")
    assert response.status_code == 409
    assert "ปิดแล้ว" in response.text
    assert "เรื่องที่พิมพ์ไว้" in response.text
    assert contents() == before


def test_many_districts_are_counted_by_province():
    offices = tuple((f"อำเภอ {n}", f"จังหวัด {n % 2}") for n in range(31))
    assert named(Late(QUARTER, Step.ENTRY, offices, 0)) == ["จังหวัด 0 16 แห่ง", "จังหวัด 1 15 แห่ง"]
    few = named(Late(QUARTER, Step.ENTRY, offices[:30], 0))
    assert (len(few), few[1]) == (30, "อำเภอ 1 (จังหวัด 1)")


def test_a_part_that_has_windows_of_its_own_is_looked_at_too(department, now):
    """Buri Ram certifies from the 21st on: a country-wide entry to the 20th fits there alone."""
    own = row(CERTIFICATION, "21/3/2561", "23/3/2561")
    first = ask(department, own, url=NEW, scope="PROVINCE", province="31", dated_on="28/2/2561")
    mark = findings(first).mark
    data = {"scope": "PROVINCE", "province": "31", "dated_on": "28/2/2561", "acknowledged": mark}
    assert ask(department, own, url=NEW, **data).status_code == 302

    longer = findings(ask(department, row(ENTRY, "3/1/2561", "20/3/2561"))).warnings
    assert len(longer) == 1  # of the country, and not of Buri Ram
    assert longer[0].startswith("ไตรมาส")
    shorter = findings(ask(department, row(ENTRY, "3/1/2561", "15/3/2561"))).warnings
    assert [text.split(" – ")[0] for text in shorter][1:] == ["จังหวัดบุรีรัมย์"]
    assert "3 วัน" in shorter[1]
