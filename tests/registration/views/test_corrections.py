"""The pages of a correction: asked on the closed registration, approved with an addendum, read
beside what was announced.
"""

from datetime import datetime

import pytest

from registration import calendar, models
from registration.enums import CorrectionState
from tests.corrections import CHANGES, correction
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.reporting import worlds

pytestmark = pytest.mark.django_db
AFTER = datetime(2018, 4, 2, 10, tzinfo=calendar.BANGKOK)
Q = "2561-2"
PAPER = {
    "number": "แก้ 1/2561", "dated_on": "2 เม.ย. 2561", "signatory": "อธิบดี",
    "signatory_position": "อธิบดีกรมการพัฒนาชุมชน",
}  # fmt: skip
APPROVE = f"/addenda/new/31/{Q}/"


@pytest.fixture
def row(plan, personas, at):
    """A closed registration of Nang Rong, looked at a week after the close."""
    clerk = personas["own_district"].officer
    (made,) = worlds.register("3104", state=worlds.CERTIFIED, entered_by=clerk)
    worlds.hand_over(clerk, "3104")
    worlds.announce(personas["own_province"])
    worlds.close(personas["department"])
    at(AFTER)
    return models.Registration.objects.get(pk=made.pk)


def typed(row, **changes):
    """The form as a browser sends it back, with changes."""
    product = row.products.get()
    return {
        "producer_type": row.producer_type, "legal_form": row.legal_form_id or "",
        "name": row.name, "person_title": row.person_title,
        "person_first_name": row.person_first_name, "person_last_name": row.person_last_name,
        "site_subdistrict": row.site_subdistrict_id, "product-1-name": product.name,
        "product-1-product_type": product.product_type,
        "product-1-product_group": product.product_group_id, "reason": "ดูจากใบสมัครฉบับจริง",
        **changes,
    }  # fmt: skip


def test_the_whole_way(row, own_district, own_province, department, reader):
    page = f"/registrations/{row.pk}/"
    assert f"{page}correct/" in own_district.client.get(page).text
    assert f"{page}correct/" not in own_province.client.get(page).text
    form = own_district.client.get(f"{page}correct/")
    assert next(heading for heading, _f in form.context["form"].parts()) == "ผู้ผลิต"
    wrong_name = row.name

    sent = own_district.client.post(f"{page}correct/", typed(row, name="ร้านถูกต้อง"))

    asked = models.Correction.objects.get()
    assert sent.url == f"/corrections/{asked.pk}/"
    assert asked.changes == {"producer": {"name": [wrong_name, "ร้านถูกต้อง"]}}
    told = own_district.client.get(sent.url).text
    assert wrong_name in told
    assert "ร้านถูกต้อง" in told
    assert f"{page}correct/" not in own_district.client.get(page).text
    assert f"/corrections/{asked.pk}/" in own_district.client.get(page).text
    assert APPROVE in department.client.get("/corrections/").text
    assert APPROVE in department.client.get(sent.url).text

    done = department.client.post(APPROVE, {**PAPER, "corrections": [asked.pk]})

    addendum = models.Addendum.objects.get()
    assert done.url == f"/addenda/{addendum.pk}/"
    for persona in (own_district, own_province, department, reader):
        paper = persona.client.get(done.url).text
        assert "แก้ 1/2561" in paper
        assert "ร้านถูกต้อง" in paper
    assert done.url in own_province.client.get(f"/certification/31/{Q}/").text
    assert "/corrections/" in department.client.get(f"/closing/{Q}/").text
    assert done.url in department.client.get("/corrections/").text
    assert "แก้ 1/2561" in own_district.client.get(page).text
    assert "ร้านถูกต้อง" in own_district.client.get(page).text


def test_the_report_as_announced_and_with_addenda(row, own_district, department):
    def sheet(**asked):
        return own_district.client.get(
            f"/reports/quarterly/{Q}/", {"area": "3104", "span": "quarter", **asked}
        )

    before = sheet()
    assert "edition" not in before.text
    other = models.Subdistrict.objects.get(pk="310403")
    own_district.client.post(
        f"/registrations/{row.pk}/correct/", typed(row, site_subdistrict=other.pk)
    )
    asked = models.Correction.objects.get()
    department.client.post(APPROVE, {**PAPER, "corrections": [asked.pk]})

    announced, corrected = sheet(), sheet(edition="addenda")

    assert announced.context["document"].rows == before.context["document"].rows
    assert announced.context["document"].origin == before.context["document"].origin
    assert 'name="edition"' in announced.text
    counts = {line.code: line for line in corrected.context["document"].rows}
    assert sum(counts[other.pk].values.values()) > 0
    assert "ประกาศแก้ไขเพิ่มเติม เลขที่ แก้ 1/2561" in corrected.text
    assert corrected.context["document"].origin.revision == 2
    assert "edition=addenda" in corrected.context["xlsx_url"]
    file = own_district.client.get(corrected.context["xlsx_url"])
    assert file["Content-Disposition"].endswith('-r2.xlsx"')
    assert sheet(edition="x").status_code == 400


def test_nothing_typed_is_lost(row, own_district):
    page, before = f"/registrations/{row.pk}/correct/", contents()

    same = own_district.client.post(page, typed(row))
    empty = own_district.client.post(page, typed(row, name="", reason="เหตุที่พิมพ์ไว้"))
    group = own_district.client.post(page, typed(row, **{"product-1-product_type": "FOOD"}))

    assert [each.status_code for each in (same, empty, group)] == [422, 422, 422]
    assert "ยังไม่มีข้อใดต่าง" in same.text
    assert "เหตุที่พิมพ์ไว้" in empty.text
    assert "กลุ่มย่อยไม่ตรงกับประเภทผลิตภัณฑ์" in group.text
    assert contents() == before


def test_a_second_press_is_told_so(row, own_district):
    page = f"/registrations/{row.pk}/correct/"
    own_district.client.post(page, typed(row, name="หนึ่ง"))

    again = own_district.client.post(page, typed(row, name="สอง"))

    assert again.status_code == 409
    assert "รอพิจารณาอยู่แล้ว" in again.text
    assert own_district.client.get(page).status_code == 409


def test_refusing_and_withdrawing(row, own_district, department):
    asked = correction(row, changes={"producer": {"name": [row.name, "ก"]}})

    empty = department.client.post(f"/corrections/{asked.pk}/refuse/", {"reason": ""})
    assert empty.status_code == 409
    department.client.post(f"/corrections/{asked.pk}/refuse/", {"reason": "หลักฐานไม่พอ"})
    assert "หลักฐานไม่พอ" in own_district.client.get(f"/corrections/{asked.pk}/").text

    again = correction(row, changes={"producer": {"name": [row.name, "ข"]}})
    own_district.client.post(f"/corrections/{again.pk}/withdraw/")
    again.refresh_from_db()
    assert again.state == CorrectionState.WITHDRAWN
    assert "ไม่มีคำขอที่รอพิจารณา" in department.client.get(APPROVE).text


def test_an_addendum_without_a_tick_or_a_date_to_come(row, own_district, department):
    asked = correction(row)
    before = contents()

    none = department.client.post(APPROVE, PAPER)
    later = department.client.post(
        APPROVE, {**PAPER, "corrections": [asked.pk], "dated_on": "3 เม.ย. 2561"}
    )

    assert (none.status_code, later.status_code) == (422, 422)
    assert "ต้องไม่เกินวันนี้" in later.text
    assert contents() == before


def test_one_and_many_cost_the_same(row, department, own_district):
    def costs():
        return [
            queries_of(persona.client, url)
            for persona, url in (
                (department, "/corrections/"), (department, APPROVE),
                (own_district, "/corrections/"),
            )
        ]  # fmt: skip

    correction(row)
    few = costs()
    for made in worlds.register("3104", count=20, state="CLOSED", entered_by=row.entered_by):
        correction(made, changes={**CHANGES, "1": {"product_type": ["TEXTILE", "FOOD"]}})

    assert costs() == few
    assert max(few) <= 12


def test_the_list_is_filtered_by_state(row, own_district):
    correction(row)

    assert row.name in own_district.client.get("/corrections/?state=ASKED").text
    assert row.name not in own_district.client.get("/corrections/?state=REFUSED").text
