"""Extensions: granted and revoked by the department, read by whom they concern."""

import pytest
from django.urls import reverse

from registration.models import Extension
from tests.factories import moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
URL = "/extensions/"
GRANT = {
    "quarter": "2561-2", "step": "ENTRY", "scope": "DISTRICT", "province": "31",
    "district": "3104", "until_on": "20/3/2561", "reason": "น้ำท่วม", "order_number": "",
}  # fmt: skip


@pytest.fixture
def late(plan, at):
    return at(moment("2561-2", "CERTIFICATION"))


def test_an_extension_reopens_the_district(department, own_district, late):
    assert not own_district.client.get("/").context["standing"].open
    assert department.client.post(URL, GRANT).headers["Location"] == URL
    standing = own_district.client.get("/").context["standing"]
    assert standing.open
    assert standing.until == "20 มีนาคม 2561"
    assert "น้ำท่วม" in own_district.client.get(URL).text
    pk = Extension.objects.get().pk
    revoke = reverse("extension-revoke", args=(pk,))
    assert department.client.post(revoke, {"reason": "น้ำลด"}).status_code == 302
    assert not own_district.client.get("/").context["standing"].open


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"until_on": "16/3/2561"}, "วันที่ผ่านมาแล้ว"),
        ({"reason": ""}, "เหตุผล"),
        ({"district": ""}, "เลือกอำเภอ/เขตที่ใช้"),
        ({"step": "CERTIFICATION"}, "ใช้ได้กับขั้นตอนอำเภอลงทะเบียนเท่านั้น"),
        ({"scope": "PROVINCE", "step": "CLOSING"}, "ใช้กับทั้งประเทศเท่านั้น"),
        ({"quarter": "2560-4"}, "ไตรมาส"),
    ],
)
def test_what_cannot_stand_is_named_and_nothing_is_written(department, late, change, sentence):
    before = contents()
    response = department.client.post(URL, GRANT | change)
    assert response.status_code == 422
    assert sentence in response.text
    assert contents() == before


def test_the_department_extends_its_own_step_like_any_other(department, plan, at):
    at(moment("2561-2", "CLOSING", "closes"))
    data = GRANT | {"step": "CLOSING", "scope": "COUNTRY", "until_on": "30/3/2561"}
    assert department.client.post(URL, data).status_code == 302
    assert department.client.get("/closing/2561-2/").context["standing"].open


@pytest.mark.parametrize("who", ["own_district", "own_province", "reader"])
def test_others_do_not_grant(who, request, department, late):
    client = request.getfixturevalue(who).client
    department.client.post(URL, GRANT)
    revoke = reverse("extension-revoke", args=(Extension.objects.get().pk,))
    before = contents()
    assert client.post(URL, GRANT).status_code == 403
    assert client.post(revoke, {"reason": "x"}).status_code == 403
    assert contents() == before


def test_one_sees_what_concerns_the_own_area(
    department, late, other_province, own_province, reader
):
    department.client.post(URL, GRANT)
    assert len(own_province.client.get(URL).context["rows"]) == 1
    assert len(reader.client.get(URL).context["rows"]) == 1
    assert other_province.client.get(URL).context["rows"] == []


def test_it_is_cheap(department, late):
    few = queries_of(department.client, URL)
    for _n in range(3):
        department.client.post(URL, GRANT)
    assert queries_of(department.client, URL) == few <= 12
