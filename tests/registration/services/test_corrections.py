"""Corrections after the close: the register and an addendum change, what was announced does not."""

import json
from datetime import date, datetime

import pytest

from registration import calendar, models
from registration.enums import CorrectionState, ProducerType, ProductType, RegistrationState
from registration.errors import Forbidden, Incomplete, Refused
from registration.selectors import tallies
from registration.services import corrections, registrations, snapshots
from tests import factories
from tests.registration.stored import contents
from tests.reporting import worlds

pytestmark = pytest.mark.django_db
Q = "2561-2"
AFTER = datetime(2018, 4, 2, 10, tzinfo=calendar.BANGKOK)
PAPER = {
    "number": "มท 0404/แก้ 1", "dated_on": date(2018, 4, 2), "signatory": "อธิบดี",
    "signatory_position": "อธิบดีกรมการพัฒนาชุมชน",
}  # fmt: skip


@pytest.fixture
def closed(plan, personas):
    """Quarter 2561-2 of Buri Ram, announced and closed: two registrations of Nang Rong."""
    clerk = personas["own_district"].officer
    rows = worlds.register("3104", count=2, state=worlds.CERTIFIED, entered_by=clerk)
    worlds.hand_over(clerk, "3104")
    worlds.announce(personas["own_province"])
    worlds.close(personas["department"])
    return [models.Registration.objects.get(pk=row.pk) for row in rows]


def ask(persona, row, products=None, reason="พิมพ์ผิด", on=AFTER, **producer):
    return corrections.ask(
        by=persona.by, on=on, registration=row.pk, reason=reason, producer=producer,
        products=products or {},
    )  # fmt: skip


def approve(persona, *asked, **paper):
    return corrections.approve(
        by=persona.by, on=AFTER, quarter=Q, province="31", corrections=[row.pk for row in asked],
        **(PAPER | paper),
    )  # fmt: skip


def cells(persona, area, span="quarter", **edition):
    quarter = models.FiscalQuarter.objects.get(pk=Q)
    return tallies.read(persona.by, quarter, area, span, **edition).cells


def food():
    group = factories.ProductGroupFactory(product_type=ProductType.FOOD)
    return {"product_type": ProductType.FOOD, "product_group": group}


def stored_snapshots():
    return list(models.Snapshot.objects.order_by("pk").values())


def test_the_register_and_an_addendum_change_and_what_was_announced_stays(
    closed, own_district, department
):
    row, other = closed
    issued = stored_snapshots()
    asked = ask(
        own_district, row, {1: food()},
        name="ร้านถูกต้อง", site_subdistrict=models.Subdistrict.objects.get(pk="310403"),
        producer_type=ProducerType.GROUP, legal_form=factories.LegalFormFactory(),
    )  # fmt: skip

    addendum = approve(department, asked)

    asked.refresh_from_db()
    assert (asked.state, asked.addendum, asked.kept) == (CorrectionState.APPROVED, addendum, [])
    producer = models.Producer.objects.get(pk=row.producer_id)
    assert (producer.name, producer.producer_type) == ("ร้านถูกต้อง", ProducerType.GROUP)
    assert "ร้านถูกต้อง" in producer.search_text
    assert producer.products.get().product_type == ProductType.FOOD
    assert stored_snapshots()[: len(issued)] == issued
    made = models.Snapshot.objects.filter(addendum=addendum).order_by("pk")
    assert [(each.province_id, each.revision) for each in made] == [("31", 2), (None, 2)]
    for each in made:
        assert each.sha256 == snapshots.digest(each.summary, each.detail)
    assert cells(department, "31") == {"310401": {"NEW": 2, "SOLE": 2, "TEXTILE": 2}}
    right = {
        "310401": {"NEW": 1, "SOLE": 1, "TEXTILE": 1},
        "310403": {"NEW": 1, "GROUP": 1, "FOOD": 1},
    }
    for area in ("31", "th"):
        for span in ("quarter", "year"):
            assert cells(department, area, span, with_addenda=True) == right
            assert cells(department, area, span)["310401"]["NEW"] == 2
    names = [each["name"] for each in json.loads(made[0].detail)]
    assert sorted(names) == sorted(["ร้านถูกต้อง", other.name])


def test_a_second_addendum_stands_on_the_first(closed, own_district, department):
    first, second = closed
    approve(department, ask(own_district, first, name="ชื่อหนึ่ง"))
    made = approve(
        department,
        ask(own_district, second, {1: food()}),
        number="มท 0404/แก้ 2",
    )

    last = models.Snapshot.objects.get(addendum=made, province="31")

    assert last.revision == 3
    assert "ชื่อหนึ่ง" in last.detail
    found = cells(department, "31", with_addenda=True)
    assert found == {"310401": {"NEW": 2, "SOLE": 2, "TEXTILE": 1, "FOOD": 1}}


def test_all_of_an_addendum_or_none(closed, own_district, department, foreign_district):
    asked = [ask(own_district, row, name=f"ชื่อ {row.pk}") for row in closed]
    models.Registration.objects.filter(pk=closed[1].pk).update(name="เปลี่ยนไปแล้ว")
    before = contents()

    with pytest.raises(Refused, match="มีผู้แก้ไข"):
        approve(department, *asked)

    assert contents() == before


def test_what_a_later_announcement_has_changed_the_register_keeps(closed, own_district, department):
    row = closed[0]
    asked = ask(own_district, row, name="ชื่อที่ถูก", person_first_name="สมหญิง")
    models.Producer.objects.filter(pk=row.producer_id).update(name="ชื่อของไตรมาสหลัง")

    approve(department, asked)

    asked.refresh_from_db()
    producer = models.Producer.objects.get(pk=row.producer_id)
    assert asked.kept == ["producer.name"]
    assert (producer.name, producer.person_first_name) == ("ชื่อของไตรมาสหลัง", "สมหญิง")
    assert models.Registration.objects.get(pk=row.pk).name == "ชื่อที่ถูก"


@pytest.mark.parametrize("persona", ["own_province", "other_province", "department", "reader"])
def test_only_its_district_asks(closed, personas, persona):
    before = contents()
    with pytest.raises((Forbidden, models.Registration.DoesNotExist)):
        ask(personas[persona], closed[0], name="ใหม่")
    assert contents() == before


@pytest.mark.parametrize("persona", ["other_district", "foreign_district"])
def test_another_district_finds_nothing(closed, personas, persona):
    with pytest.raises(models.Registration.DoesNotExist):
        ask(personas[persona], closed[0], name="ใหม่")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "ยังไม่มีข้อใดต่าง"),
        ({"name": ""}, "กรอกชื่อกลุ่ม"),
        ({"person_first_name": " "}, "กรอกชื่อประธานกลุ่ม"),
        ({"person_last_name": ""}, "กรอกนามสกุล"),
        ({"producer_type": "GROUP"}, "เลือกรูปแบบกลุ่ม"),
        ({"producer_type": "GROUP", "legal_form": "company"}, "ไม่ตรงกับประเภทผู้ผลิต"),
        ({"site_subdistrict": "310301"}, "อำเภอ"),
    ],
)
def test_values_that_cannot_be(closed, own_district, values, said):
    if "legal_form" in values:
        values = values | {
            "legal_form": factories.LegalFormFactory(code="co", producer_type=ProducerType.SME)
        }
    if "site_subdistrict" in values:
        site = models.Subdistrict.objects.get(pk=values["site_subdistrict"])
        values = values | {"site_subdistrict": site}
    before = contents()

    with pytest.raises(Incomplete) as error:
        ask(own_district, closed[0], **values)

    assert said in " ".join(sentence for _place, sentence in error.value.problems)
    assert contents() == before


def test_a_group_of_another_type_is_named_at_its_product(closed, own_district):
    with pytest.raises(Incomplete) as error:
        ask(own_district, closed[0], {1: {"product_type": ProductType.FOOD}})

    assert [place for place, _sentence in error.value.problems] == ["product-1-product_group"]


def test_the_same_is_no_change(closed, own_district):
    row = closed[0]
    with pytest.raises(Incomplete, match="ยังไม่มีข้อใดต่าง"):
        ask(own_district, row, {1: {"name": row.products.get().name}}, name=row.name)


def test_an_open_quarter_is_corrected_by_the_usual_way(plan, own_district):
    row = factories.RegistrationFactory(state="CERTIFIED")
    with pytest.raises(Refused, match="ยังไม่ปิด"):
        ask(own_district, row, name="ใหม่")


@pytest.mark.parametrize("state", [each for each in RegistrationState if each != "CLOSED"])
def test_only_what_was_announced_is_corrected(closed, own_district, state):
    row = closed[0]
    models.Registration.objects.filter(pk=row.pk).update(
        state=state, withdrawn_at=AFTER, withdrawn_by=own_district.id, returned_at=AFTER,
        returned_by=own_district.id, rejected_at=AFTER, rejected_by=own_district.id,
        decision_reason="เหตุ",
    )  # fmt: skip
    with pytest.raises(Refused, match="จึงไม่อยู่ในประกาศ"):
        ask(own_district, row, name="ใหม่")


def test_one_request_at_a_time_with_a_reason(closed, own_district):
    with pytest.raises(Refused, match="เหตุผล"):
        ask(own_district, closed[0], reason=" ", name="ใหม่")
    ask(own_district, closed[0], name="ใหม่")
    with pytest.raises(Refused, match="รอพิจารณาอยู่แล้ว"):
        ask(own_district, closed[0], name="ใหม่กว่า")


def test_refused_and_withdrawn_change_nothing_but_themselves(
    closed, own_district, own_province, department
):
    first, second = (ask(own_district, row, name="ใหม่") for row in closed)
    issued = stored_snapshots()
    with pytest.raises(Forbidden):
        corrections.refuse(by=own_province.by, on=AFTER, correction=first.pk, reason="ไม่")
    with pytest.raises(Refused, match="เหตุผล"):
        corrections.refuse(by=department.by, on=AFTER, correction=first.pk, reason="")

    corrections.refuse(by=department.by, on=AFTER, correction=first.pk, reason="หลักฐานไม่พอ")
    corrections.withdraw(by=own_district.by, on=AFTER, correction=second.pk)

    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, first.answer) == (CorrectionState.REFUSED, "หลักฐานไม่พอ")
    assert second.state == CorrectionState.WITHDRAWN
    assert stored_snapshots() == issued
    for done in (first, second):
        with pytest.raises(Refused):
            approve(department, done)
    assert ask(own_district, closed[0], name="ลองอีกครั้ง").state == CorrectionState.ASKED


@pytest.mark.parametrize("persona", ["own_district", "own_province", "reader"])
def test_only_the_department_approves(closed, personas, persona, own_district):
    asked = ask(own_district, closed[0], name="ใหม่")
    before = contents()
    with pytest.raises(Forbidden):
        approve(personas[persona], asked)
    assert contents() == before


def test_a_request_of_another_province_or_quarter_is_no_part_of_it(
    closed, own_district, department
):
    asked = ask(own_district, closed[0], name="ใหม่")
    for place in ({"province": "32", "quarter": Q}, {"province": "31", "quarter": "2561-1"}):
        with pytest.raises(models.Correction.DoesNotExist):
            corrections.approve(
                by=department.by, on=AFTER, corrections=[asked.pk], **place, **PAPER
            )


def test_the_same_paper_is_not_recorded_twice(closed, own_district, department):
    first, second = (ask(own_district, row, name="ใหม่") for row in closed)
    approve(department, first)
    with pytest.raises(Incomplete, match="ประกาศฉบับนี้"):
        approve(department, second)


def test_the_journal_tells_before_and_after(closed, own_district, department):
    asked = ask(own_district, closed[0], name="ชื่อใหม่")
    approve(department, asked)

    entry = models.JournalEntry.objects.get(action="correction.approve")

    assert entry.before == {"producer.name": closed[0].name}
    assert entry.after["producer.name"] == "ชื่อใหม่"
    assert entry.after["addendum"] == PAPER["number"]
    assert (entry.district_code, entry.quarter_code) == ("3104", Q)
    issued = models.JournalEntry.objects.get(action="addendum.issue")
    assert issued.after["sha256"] == models.Snapshot.objects.get(province="31", revision=2).sha256


def test_an_update_of_the_next_quarter_starts_from_what_is_right(closed, own_district, department):
    approve(department, ask(own_district, closed[0], name="ชื่อใหม่"))

    made = registrations.enter(
        by=own_district.by, on=factories.moment("2561-3", "ENTRY"), district="3104",
        quarter="2561-3", kind="UPDATE", producer=closed[0].producer.number,
    )  # fmt: skip

    assert made.name == "ชื่อใหม่"
