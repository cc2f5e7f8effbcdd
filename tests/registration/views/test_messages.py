"""The messages' page: unread first, followed and marked by POST only, the number on every page."""

import pytest

from registration.enums import Mail, MessageKind, Step
from registration.models import JournalEntry, Message, Officer
from registration.services import messages
from registration.services.messages import News
from tests.factories import QUARTER, moment

pytestmark = pytest.mark.django_db
URL = "/messages/"


@pytest.fixture
def now(plan, at):
    return at(moment(QUARTER, Step.ENTRY))


def tell(now, kind=MessageKind.CLOSED, leads_to=("holidays",), office="3104"):
    news = News(kind, leads_to, frozenset({office}), quarter=QUARTER,
                data={"number": "7", "reference": "2561/2/3104/0001"})  # fmt: skip
    messages.tell(None, now, news)
    return Message.objects.latest("pk")


def test_unread_first_then_the_newest(own_district, now):
    keys = [tell(now).pk for _n in range(3)]
    Message.objects.filter(pk=keys[2]).update(read_at=now)
    rows = own_district.client.get(URL).context["rows"]
    assert [row["message"].pk for row in rows] == [keys[1], keys[0], keys[2]]


def test_the_number_stands_on_every_page_and_goes_down(own_district, now):
    row = tell(now)
    tell(now)
    assert own_district.client.get("/").context["inbox"]["n_unread"] == 2
    assert "topbar__count" in own_district.client.get("/calendar/2561/").text
    own_district.client.post(f"{URL}{row.pk}/read/")
    assert own_district.client.get("/").context["inbox"]["n_unread"] == 1


def test_following_reads_it_and_leads_there(own_district, now):
    row = tell(now)
    response = own_district.client.post(f"{URL}{row.pk}/open/")
    assert (response.status_code, response.headers["Location"]) == (302, "/holidays/")
    assert Message.objects.get().read_at == now
    assert own_district.client.get(f"{URL}{row.pk}/open/").status_code == 405


def test_an_address_that_is_no_more_leads_back(own_district, now):
    row = tell(now, leads_to=("gone", "1"))
    assert own_district.client.post(f"{URL}{row.pk}/open/").headers["Location"] == URL


def test_reading_again_keeps_the_first_instant(own_district, now, at):
    row = tell(now)
    own_district.client.post(f"{URL}{row.pk}/read/")
    at(moment(QUARTER, Step.CERTIFICATION))
    own_district.client.post(f"{URL}{row.pk}/read/")
    assert Message.objects.get().read_at == now


def test_all_up_to_what_was_shown(own_district, other_district, now):
    shown, foreign = tell(now), tell(now, office="3103")
    newest = own_district.client.get(URL).context["newest"]
    late = tell(now)
    response = own_district.client.post(f"{URL}read/", {"newest": newest}, follow=True)
    assert "อ่านแล้ว 1 ข้อความ" in response.text
    unread = set(Message.objects.filter(read_at__isnull=True).values_list("pk", flat=True))
    assert (newest, unread) == (shown.pk, {foreign.pk, late.pk})


def test_the_filter_stays_and_bounds_what_is_marked(own_district, now):
    tell(now)
    rejected = tell(now, MessageKind.REJECTED)
    query = "?topic=registrations&show=unread"
    page = own_district.client.get(URL + query)
    assert f'{URL}{rejected.pk}/read/?topic=registrations&amp;show=unread"' in page.text
    response = own_district.client.post(f"{URL}read/{query}", {"newest": rejected.pk})
    assert response.headers["Location"] == URL + query
    assert Message.objects.get(read_at__isnull=False) == rejected
    response = own_district.client.post(f"{URL}{rejected.pk}/read/?topic=x&next=//evil")
    assert response.headers["Location"] == URL


@pytest.mark.parametrize("newest", ["", "x", "9" * 30])
def test_a_senseless_newest_marks_nothing(own_district, now, newest):
    tell(now)
    assert own_district.client.post(f"{URL}read/", {"newest": newest}).status_code == 302
    assert Message.objects.get().read_at is None


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", ["REJECTED", "CLOSED"]),
        ("?topic=registrations", ["REJECTED"]),
        ("?topic=filings&show=unread", ["CLOSED"]),
        ("?topic=nonsense", ["REJECTED", "CLOSED"]),
        ("?topic=others", []),
    ],
)
def test_filters(own_district, now, query, kinds):
    tell(now)
    tell(now, MessageKind.REJECTED)
    rows = own_district.client.get(URL + query).context["rows"]
    assert [row["message"].kind for row in rows] == kinds


def test_every_kind_is_in_one_topic():
    from registration.forms.messages import TOPICS

    kinds = [kind for _label, some in TOPICS.values() for kind in some]
    assert sorted(kinds) == sorted(MessageKind)


@pytest.mark.parametrize("kind", list(MessageKind))
def test_a_message_of_an_other_version_leaves_the_page_open(own_district, now, kind):
    row = tell(now, kind)
    Message.objects.filter(pk=row.pk).update(data={}, kind=kind)
    assert own_district.client.get(URL).status_code == 200


def test_the_own_mail_is_set_and_journalled(own_district, now):
    page = f"{URL}settings/"
    assert own_district.client.get(page).context["form"]["mail"].value() == "NONE"
    response = own_district.client.post(page, {"mail": "DAILY", "email": "a@example.go.th"})
    assert response.headers["Location"] == URL
    officer = Officer.objects.get(pk=own_district.id)
    assert (officer.mail, officer.email) == (Mail.DAILY, "a@example.go.th")
    assert JournalEntry.objects.filter(action="officer.choose_mail").count() == 1


@pytest.mark.parametrize(
    "data", [{"mail": "AT_ONCE", "email": ""}, {"mail": "", "email": ""}, {"mail": "x"},
             {"mail": "DAILY", "email": "no address"}]
)  # fmt: skip
def test_what_is_missing_is_named(own_district, now, data):
    response = own_district.client.post(f"{URL}settings/", data)
    assert response.status_code == 422
    assert "error-summary" in response.text


def test_a_reader_is_told_nothing(reader, now):
    assert "topbar__inbox" not in reader.client.get("/reports/").text
