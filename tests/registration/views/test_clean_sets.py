"""The sample of the unchanged and their certificate, page by page."""

import pytest

from registration.enums import RegistrationState, Role
from registration.models import Registration, SampledRegistration
from registration.services import decisions
from tests import carried
from tests.carried import CERTIFYING
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.registration.stored import contents

PAGE = f"/certification/31/{QUARTER}/3104/"
ALL = f"/certification/31/{QUARTER}/all/"
R = RegistrationState


def clean(base=PAGE):
    return f"{base}unchanged/"


def preview(base=PAGE):
    return f"{base}unchanged/certify/"


SAMPLE = f"{PAGE}unchanged/sample/"


@pytest.fixture
def rows(plan, at, own_district):
    at(CERTIFYING)
    return carried.quarter(own_district.officer)


def listed(page):
    return [row.pk for row in page.context["page"].rows]


def drawn():
    return list(SampledRegistration.objects.order_by("pk"))


def answers(row, wrong="", **more):
    prefix = f"row{row.pk}"
    sent = {f"{prefix}-is-name-place": "RIGHT", f"{prefix}-is-products": "RIGHT"}
    if wrong:
        sent |= {f"{prefix}-is-products": "WRONG", f"{prefix}-found-products": wrong}
    return sent | {f"{prefix}-{name}": value for name, value in more.items()}


def check(persona, row, **values):
    return persona.client.post(f"{SAMPLE}{row.pk}/check/", answers(row, **values))


def test_from_the_draw_to_the_certificate(rows, own_province):
    client = own_province.client
    assert client.post(f"{SAMPLE}draw/").headers["Location"] == SAMPLE
    page = client.get(SAMPLE)
    assert page.context["n_waiting"] == 3
    bad, *rest = drawn()

    answer = check(own_province, bad, wrong="ไม่มีผ้าไหม")
    assert answer.headers["Location"] == SAMPLE
    for row in rest:
        check(own_province, row)
    page = client.get(SAMPLE)
    assert "ไม่มีผ้าไหม" in page.text
    assert (page.context["n_waiting"], page.context["n_wrong"]) == (0, 1)
    assert f'href="{preview()}"' in page.text

    page = client.get(preview())
    assert page.context["n_ready"] == 5
    answer = client.post(preview(), {"digest": page.context["digest"]})
    assert answer.headers["Location"] == PAGE
    assert Registration.objects.filter(state=R.CERTIFIED).count() == 5
    assert "รับรองพร้อมกันแล้ว 5 รายการ" in client.get(PAGE).text
    assert listed(client.get(f"{PAGE}?concern=WRONG")) == [bad.registration_id]
    assert "ไม่มีผ้าไหม" in client.get(f"/registrations/{bad.registration_id}/").text


def test_a_wrong_answer_without_words_comes_back_as_it_was_typed(rows, own_province):
    carried.draw(own_province)
    row, before = drawn()[0], contents()
    sent = answers(row, **{"is-products": "WRONG", "found-products": " "})

    page = own_province.client.post(f"{SAMPLE}{row.pk}/check/", sent)

    assert page.status_code == 422
    assert "เขียนว่าพบข้อผิดอะไร" in page.text
    assert f'id="id_{row.pk}_row{row.pk}-is-products_1" checked' in " ".join(page.text.split())
    assert contents() == before


def test_an_answer_that_comes_too_late_is_told_on_the_page(rows, own_province, at):
    carried.draw(own_province)
    row = drawn()[0]
    at(moment(QUARTER, "CERTIFICATION", "closes"))
    before = contents()

    page = check(own_province, row)

    assert page.status_code == 409
    assert "พ้นช่วงเวลา" in page.text
    assert contents() == before
    assert own_province.client.post(f"{SAMPLE}draw/").status_code == 409


def test_a_row_of_another_district_is_not_checked_here(rows, own_province):
    carried.carry(1, district="3103")
    carried.hand_over("3103")
    carried.draw(own_province, "3103")
    (row,) = drawn()
    assert check(own_province, row).status_code == 404


def test_what_was_decided_meanwhile_needs_no_check(rows, own_province):
    carried.draw(own_province)
    row = drawn()[0]
    decisions.certify(by=own_province.by, on=CERTIFYING, registrations=[row.registration_id])

    page = own_province.client.get(SAMPLE)
    assert "ไม่ต้องตรวจแล้ว" in page.text
    assert page.context["n_waiting"] == 2


def test_a_province_draws_everywhere_at_once(rows, own_province):
    carried.carry(4, district="3103")
    carried.hand_over("3103")

    answer = own_province.client.post(f"{clean(ALL)}sample/draw/")

    assert answer.headers["Location"] == clean(ALL)
    assert len(drawn()) == 6
    assert f"/certification/31/{QUARTER}/3103/unchanged/sample/" in own_province.client.get(
        clean(ALL)
    ).text  # fmt: skip


def ready(own_province):
    carried.draw(own_province)
    for row in drawn():
        carried.check(own_province, row)
    return own_province.client.get(preview()).context["digest"]


def test_what_changed_meanwhile_brings_a_new_preview_and_does_nothing(
    rows, own_province, own_district
):
    digest = ready(own_province)
    other = rows["unchanged"][0]
    Registration.objects.filter(pk=other.pk).update(mobile="08 7777 7777")
    before = contents()

    page = own_province.client.post(preview(), {"digest": digest})

    assert page.status_code == 409
    assert "รายการเปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้" in page.text
    assert page.context["n_ready"] == 5
    assert page.context["digest"] != digest
    assert contents() == before
    assert (
        own_province.client.post(preview(), {"digest": page.context["digest"]}).status_code == 302
    )


def test_pressed_twice_the_second_says_so(rows, own_province):
    digest = ready(own_province)
    own_province.client.post(preview(), {"digest": digest})
    own_province.client.get(PAGE)
    before = contents()

    page = own_province.client.post(preview(), {"digest": digest}, follow=True)

    assert "ครั้งนี้จึงไม่มีอะไรเปลี่ยน" in page.text
    assert own_province.officer.full_name in page.text
    assert contents() == before


def test_the_preview_says_who_is_left_out_and_why(rows, own_province):
    ready(own_province)
    rows["unchanged"][0].editors.add(own_province.officer)
    carried.carry(2, district="3103")
    carried.hand_over("3103")

    page = own_province.client.get(preview(ALL))

    assert (page.context["n_ready"], page.context["n_concerning"]) == (5, 4)
    assert "ที่ท่านเคยบันทึกหรือแก้ไข" in page.text
    assert str(rows["unchanged"][0]) in page.text
    assert "กระสัง" in page.text
    assert "ยังไม่ได้สุ่มตรวจรายการที่ไม่เปลี่ยนแปลง 2 รายการ" in page.text


def test_before_the_sample_the_preview_has_no_button(rows, own_province):
    page = own_province.client.get(preview())

    assert 'name="digest"' not in page.text
    assert "ยังไม่ได้สุ่มตรวจรายการที่ไม่เปลี่ยนแปลง 6 รายการ" in page.text
    before = contents()
    assert (
        own_province.client.post(preview(), {"digest": page.context["digest"]}).status_code == 409
    )
    assert contents() == before


@pytest.mark.parametrize(
    ("where", "status"), [("before", 409), ("opens", 302), ("last", 302), ("closes", 409)]
)
def test_certifying_at_each_boundary(rows, own_province, at, where, status):
    digest = ready(own_province)
    at(moment(QUARTER, "CERTIFICATION", where))
    before = contents()

    page = own_province.client.post(preview(), {"digest": digest})

    assert page.status_code == status
    if status == 409:
        assert "จังหวัดตรวจสอบรับรอง" in page.text
        assert contents() == before


@pytest.mark.parametrize("who", ["own_district", "department", "reader", "other_province"])
def test_who_may_not(rows, own_province, who, request):
    digest, client = ready(own_province), request.getfixturevalue(who).client
    wanted = 404 if who == "other_province" else 403
    row, before = drawn()[0], contents()
    assert client.post(preview(), {"digest": digest}).status_code == wanted
    assert client.post(f"{SAMPLE}draw/").status_code == wanted
    assert client.post(f"{SAMPLE}{row.pk}/check/", answers(row)).status_code == wanted
    assert contents() == before


def test_names_and_comments_are_no_markup(rows, own_province):
    Registration.objects.filter(pk=rows["changed"].pk).update(name="<script>alert(1)</script>")
    carried.draw(own_province)
    check(own_province, drawn()[0], wrong="<script>alert(2)</script>")
    for page in (PAGE, SAMPLE):
        assert "<script>alert" not in own_province.client.get(page).text


def test_a_second_officer_goes_on_where_the_first_stopped(rows, own_province):
    carried.draw(own_province)
    first, *rest = drawn()
    check(own_province, first)
    second = make_persona("second", Role.PROVINCE, "31")
    assert second.client.get(SAMPLE).context["n_waiting"] == len(rest)
    assert check(second, first).status_code == 409
