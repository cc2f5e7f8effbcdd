"""Days off: the department keeps the table, others read it."""

from datetime import date

import pytest

from registration.models import Holiday
from tests.factories import moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
URL, REMOVE = "/holidays/", "/holidays/remove/"
DAY = {
    "day": "12/4/2561", "name": "วันหยุดพิเศษสงกรานต์", "kind": "SPECIAL",
    "announced_on": "27 ก.พ. 2561", "source": "มติ ครม.",
}  # fmt: skip


@pytest.fixture
def now(plan, at):
    return at(moment("2561-2", "ENTRY"))


def test_add_change_remove(department, now):
    client = department.client
    assert client.post(URL, DAY).headers["Location"] == "/holidays/?year=2561"
    holiday = Holiday.objects.get()
    assert (holiday.day, holiday.announced_on) == (date(2018, 4, 12), date(2018, 2, 27))
    form = client.get("/holidays/?year=2561&day=2018-04-12").text
    assert 'value="12/04/2561"' in form
    client.post(URL, DAY | {"name": "ชื่อใหม่"})
    assert Holiday.objects.get().name == "ชื่อใหม่"
    assert client.post(REMOVE, {"day": "2018-04-12"}).status_code == 302
    assert not Holiday.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"), [({"day": "31/2/2561"}, "ไม่มีวันที่"), ({"name": ""}, "ชื่อวันหยุด")]
)
def test_what_cannot_stand_is_named(department, now, change, sentence):
    response = department.client.post(URL, DAY | change)
    assert response.status_code == 422
    assert sentence in response.text
    assert not Holiday.objects.exists()


@pytest.mark.parametrize("who", ["own_district", "own_province", "reader"])
def test_others_read_only(who, request, department, now):
    department.client.post(URL, DAY)
    client = request.getfixturevalue(who).client
    page = client.get("/holidays/?year=2561").text
    assert DAY["name"] in page
    assert "<form" not in page.split("<main")[1]
    before = contents()
    assert client.post(URL, DAY | {"name": "x"}).status_code == 403
    assert client.post(REMOVE, {"day": "2018-04-12"}).status_code == 403
    assert contents() == before


def test_addresses_nobody_wrote(department, now):
    assert department.client.get("/holidays/?year=abc").status_code == 200
    assert department.client.get("/holidays/?day=abc").status_code == 404
    assert department.client.post(REMOVE, {"day": "abc"}).status_code == 404
    assert department.client.post(REMOVE, {"day": "2018-04-13"}).status_code == 404


def test_it_is_cheap(department, now):
    few = queries_of(department.client, "/holidays/?year=2561")
    for day in range(1, 9):
        department.client.post(URL, DAY | {"day": f"{day}/5/2561"})
    assert queries_of(department.client, "/holidays/?year=2561") == few <= 12
