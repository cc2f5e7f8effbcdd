"""What seems odd, as pages: listed with a box each, answered, read by the province."""

import pytest
from django.urls import reverse

from registration.enums import RegistrationState, Step
from registration.models import District, Registration
from tests.factories import RegistrationFactory, moment
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
R = RegistrationState


@pytest.fixture
def odd(plan, at, own_district):
    at(moment(Q2, Step.ENTRY))
    District.objects.filter(pk="3104").update(latitude=14.63, longitude=102.79)
    return RegistrationFactory(
        entered_by=own_district.officer, birth_date="2000", founded_year=2561,
        latitude="18.790000", longitude="98.980000",
    )  # fmt: skip


def page(row, tail=""):
    return f"/registrations/{row.pk}/{tail}"


def test_the_page_asks_before_anybody_submits(own_district, odd):
    text = own_district.client.get(page(odd)).text
    for code, place in (("underage", "person"), ("far_away", "site")):
        assert f'name="reason-{code}"' in text
        assert page(odd, f"edit/{place}/") in text
    assert "มีข้อที่ต้องให้เหตุผลก่อนยื่น" in text
    assert "error-summary" not in text


def test_refused_with_the_list_and_what_was_typed(own_district, odd):
    before = contents()
    response = own_district.client.post(page(odd, "submit/"), {"reason-underage": "สมรสแล้ว"})
    assert response.status_code == 422
    assert response.context["unanswered"] == ["far_away"]
    assert 'href="#reason-far_away"' in response.text
    assert ">สมรสแล้ว</textarea>" in response.text
    assert contents() == before


def test_answered_and_read_by_the_province(own_district, own_province, odd):
    reasons = {"reason-underage": "สมรสแล้ว", "reason-far_away": "โรงงานอยู่ที่เชียงใหม่ <b>จริง"}
    response = own_district.client.post(page(odd, "submit/"), reasons)
    assert response.status_code == 302
    assert Registration.objects.get().state == R.SUBMITTED
    text = own_province.client.get(page(odd)).text
    assert "สมรสแล้ว" in text
    assert "โรงงานอยู่ที่เชียงใหม่ &lt;b&gt;จริง" in text
    assert "reason-underage" not in text


def test_typed_reasons_stay_when_something_is_missing(own_district, odd):
    Registration.objects.update(name="")
    response = own_district.client.post(page(odd, "submit/"), {"reason-underage": "สมรสแล้ว"})
    assert response.status_code == 422
    assert response.context["incomplete"]
    assert ">สมรสแล้ว</textarea>" in response.text


def test_what_was_submitted_is_judged_as_on_that_day(own_district, own_province, odd, at):
    Registration.objects.update(birth_date="1998-03-20", latitude=None, longitude=None)
    own_district.client.post(page(odd, "submit/"), {"reason-underage": "อีกไม่กี่วันครบ"})
    at(moment(Q2, Step.CLOSING))
    assert "อีกไม่กี่วันครบ" in own_province.client.get(page(odd)).text


def test_a_caution_is_attention_in_the_task_list(own_district, odd):
    tasks = own_district.client.get(page(odd)).context["tasks"]
    looks = {each["url"].rstrip("/").rsplit("/", 1)[-1]: each["look"] for each in tasks}
    assert looks["person"] == looks["site"] == "rejected"
    assert looks["contact"] == "certified"


# The admin's door


@pytest.fixture
def admin_form(own_district, odd):
    url = reverse("admin:registration_registration_change", args=(odd.pk,))

    def post(**changes):
        form = own_district.client.get(url).context["adminform"].form
        values = {name: form[name].value() for name in form.fields}
        posted = {name: value for name, value in values.items() if value not in (None, False)}
        return own_district.client.post(url, posted | changes)

    return post


def test_an_edit_in_the_admin_ends_a_reason_too(odd, admin_form):
    Registration.objects.update(kept_warnings={"underage": "สมรสแล้ว", "far_away": "จริง"})
    assert admin_form(birth_date="พ.ค. ๒๕๑๐", founded_year="2550").status_code == 302
    row = Registration.objects.get()
    assert row.birth_date == "1967-05"
    assert row.kept_warnings == {"far_away": "จริง"}


def test_the_admin_reads_as_the_page_does(odd, admin_form):
    typed = {"last_income": "๑,๒๐๐ บาท", "latitude": "14.6", "longitude": "102.7"}
    assert admin_form(**typed).status_code == 302
    row = Registration.objects.get()
    assert (row.last_income, f"{row.latitude}") == (1200, "14.600000")
    assert row.birth_date == "2000"  # drawn as 2543, and not changed by being sent back


@pytest.mark.parametrize(
    ("field", "typed"),
    [("birth_date", "1967"), ("channels", "fake"), ("longitude", ""), ("website", "ftp://a.b")],
)
def test_the_admin_refuses_as_the_page_does(odd, admin_form, field, typed):
    before = contents()
    answer = admin_form(**{field: typed})
    assert field in answer.context["adminform"].form.errors
    assert contents() == before
