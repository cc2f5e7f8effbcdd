"""What ends before its producers come again: by date, each office its own."""

from datetime import date

import pytest

from registration.enums import ProducerState
from registration.models import ProductStandard, WindowOrder
from registration.services import orders
from tests import factories
from tests.factories import PermitFactory, ProducerFactory, StandardFactory, moment
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
URL, Q2 = "/expiring/", "2561-2"


@pytest.fixture
def now(plan, at):
    return at(moment(Q2, "ENTRY"))  # 3 Jan 2561; the next entry window is 2 Apr – 15 Jun 2561


def ends(on, standard=None, number="1", **values):
    product = ProducerFactory(**values).products.get()
    standard = standard or PermitFactory()
    return ProductStandard.objects.create(
        product=product, standard=standard, number=number, expires_on=on
    )


def shown(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return [each["held"].number for each in response.context["rows"]]


@pytest.mark.parametrize(
    ("expires_on", "listed", "is_expired"),
    [
        (date(2017, 12, 1), True, True),
        (date(2018, 1, 2), True, True),
        (date(2018, 1, 3), True, False),  # good on its last day
        (date(2018, 6, 15), True, False),  # the next entry window's last day
        (date(2018, 6, 16), False, None),
        (None, False, None),
    ],
)
def test_up_to_the_next_entry_windows_last_day(now, own_district, expires_on, listed, is_expired):
    ends(expires_on)
    response = own_district.client.get(URL)
    rows = response.context["rows"]
    assert bool(rows) is listed
    if listed:
        assert rows[0]["is_expired"] is is_expired
    assert "15 มิ.ย. 2561" in response.text


def test_an_order_for_the_own_province_decides(now, department, own_district, foreign_district):
    window = orders.NewWindow("2561-3", "ENTRY", date(2018, 4, 2), date(2018, 7, 31), None)
    orders.issue(
        by=department.by, on=now, number="บร 1", dated_on=date(2018, 1, 2), subject="x",
        issuer="จังหวัด", scope="PROVINCE", province="31", windows=[window],
    )  # fmt: skip
    assert "31 ก.ค. 2561" in own_district.client.get(URL).text
    assert "15 มิ.ย. 2561" in foreign_district.client.get(URL).text


def test_while_no_order_has_set_the_next_window(now, own_district):
    WindowOrder.objects.update(withdrawn_at=now, withdrawn_reason="x")
    ends(date(2018, 6, 30), number="ใน")
    ends(date(2018, 7, 1), number="นอก")
    response = own_district.client.get(URL)
    assert [each["held"].number for each in response.context["rows"]] == ["ใน"]
    assert "ยังไม่มีหนังสือกำหนดช่วงลงทะเบียน" in response.text


def test_earliest_first_and_permits_only(now, own_district):
    ends(date(2018, 3, 1), number="หลัง")
    ends(date(2018, 2, 1), StandardFactory(), number="มาตรฐาน")
    ends(date(2018, 1, 15), number="ก่อน")
    assert shown(own_district.client) == ["ก่อน", "มาตรฐาน", "หลัง"]
    assert shown(own_district.client, kind="permits") == ["ก่อน", "หลัง"]
    assert shown(own_district.client, kind="moon") == ["ก่อน", "มาตรฐาน", "หลัง"]


def test_only_what_is_still_made(now, own_district):
    ends(date(2018, 2, 1), products__is_active=False)
    ends(date(2018, 2, 1), state=ProducerState.CANCELLED)
    assert shown(own_district.client) == []
    assert "ไม่มีใบอนุญาตหรือมาตรฐาน" in own_district.client.get(URL).text


def test_each_office_its_own_and_telephones_for_the_district(now, personas):
    ends(date(2018, 2, 1), number="3104", mobile="08 1111 1111", name="ร้านนางรอง")
    ends(date(2018, 2, 2), number="3103", district_id="3103")
    ends(date(2018, 2, 3), number="3201", district_id="3201")
    seen = {
        "own_district": ["3104"], "other_district": ["3103"], "foreign_district": ["3201"],
        "own_province": ["3104", "3103"], "other_province": ["3201"],
        "department": ["3104", "3103", "3201"],
    }  # fmt: skip
    for who, numbers in seen.items():
        assert shown(personas[who].client) == numbers, who
    assert personas["reader"].client.get(URL).status_code == 403
    own = personas["own_district"].client.get(URL).text
    assert "08 1111 1111" in own
    assert (
        f'href="/register/{factories.models.Producer.objects.get(name="ร้านนางรอง").number}/"' in own
    )
    for who in ("own_province", "department"):
        page = personas[who].client.get(URL).text
        assert "08 1111 1111" not in page
        assert "นางรอง" in page


def test_fifty_a_page_at_the_same_cost(now, own_district):
    ends(date(2018, 2, 1), number="0")
    own_district.client.get(URL)
    one = queries_of(own_district.client, URL)
    product = ProductStandard.objects.get().product
    ProductStandard.objects.bulk_create(
        ProductStandard(
            product=product, standard=PermitFactory(), number=f"{n}", expires_on=date(2018, 3, 1)
        )
        for n in range(1, 61)
    )
    assert queries_of(own_district.client, URL) == one <= 12
    first = own_district.client.get(URL)
    assert len(first.context["rows"]) == 50
    assert "?page=2" in first.text
    assert len(shown(own_district.client, page="2")) == 11
