"""Officers are told what concerns them, in the deed's transaction and in few statements."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from registration.enums import MessageKind, RegistrationState, Role, Step
from registration.models import District, Message, Officer, Province
from registration.selectors import messages as read
from registration.selectors import sentences
from registration.services import (
    certifications,
    corrections,
    decisions,
    extension_requests,
    filings,
    messages,
    orders,
    quarters,
    remarks,
    transfers,
)
from registration.services.messages import News
from tests import factories, more_time
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.reporting import worlds

pytestmark = pytest.mark.django_db
ENTRY = moment(QUARTER, Step.ENTRY)
CERTIFICATION = moment(QUARTER, Step.CERTIFICATION)
S = RegistrationState


def told(kind=None):
    """Who was told what, as (user name, kind)."""
    rows = Message.objects.order_by("pk")
    if kind:
        rows = rows.filter(kind=kind)
    return {(row.officer.username, row.kind) for row in rows.select_related("officer")}


@pytest.fixture
def submitted(plan, own_district):
    row = factories.RegistrationFactory(state=S.SUBMITTED, entered_by=own_district.officer)
    factories.set_filing_state(row.filing, "HANDED_OVER", by=own_district.officer)
    return row


def send_back(by, row):
    return decisions.send_back(
        by=by, on=CERTIFICATION, registration=row.pk, comment="เลข 1-2345-67890-12-1",
        flags={"name": "08 1234 5678"},
    )  # fmt: skip


def test_a_return_is_told_to_the_district_alone(submitted, personas):
    send_back(personas["own_province"].by, submitted)

    assert told() == {("district3104", "RETURNED")}
    row = Message.objects.get()
    assert (row.url_name, row.url_args) == ("registration", [str(submitted.pk)])
    assert sentences.sentence(row) == (
        f"รายการ {submitted.reference} ส่งกลับให้แก้ไข ภายในวันที่ 23 มี.ค. 2561"
    )


def test_nothing_that_was_typed_is_in_a_message(submitted, own_province):
    send_back(own_province.by, submitted)

    assert Message.objects.get().data == {"reference": submitted.reference, "until": "2018-03-23"}


def test_what_is_mended_is_told_to_the_province(submitted, personas):
    send_back(personas["own_province"].by, submitted)

    decisions.submit(by=personas["own_district"].by, on=CERTIFICATION, registration=submitted.pk)

    assert told("RESUBMITTED") == {("province31", "RESUBMITTED")}


def test_a_first_submission_is_no_news(plan, own_district, own_province):
    row = factories.RegistrationFactory(entered_by=own_district.officer)

    decisions.submit(by=own_district.by, on=ENTRY, registration=row.pk)

    assert told() == set()


def test_a_rejection_is_told_to_the_district(submitted, personas):
    by = personas["own_province"].by
    decisions.reject(by=by, on=CERTIFICATION, registration=submitted.pk, reason="ไม่ผ่าน")

    assert told() == {("district3104", "REJECTED")}


def test_a_filing_handed_over_and_taken_back_is_told_to_the_province(plan, personas):
    by, of = personas["own_district"].by, {"district": "3104", "quarter": QUARTER}
    filings.hand_over(by=by, on=ENTRY, nil=True, **of)
    filings.take_back(by=by, on=ENTRY, **of)

    assert told() == {("province31", "HANDED_OVER"), ("province31", "TAKEN_BACK")}


def test_an_announcement_is_told_to_the_provinces_districts(plan, personas):
    certifications.announce(
        by=personas["own_province"].by, on=CERTIFICATION, province="31", quarter=QUARTER,
        number="บร 1", dated_on=CERTIFICATION.date(), signatory="ก", signatory_position="ข",
        without_reason="รอบหน้า",
    )  # fmt: skip

    assert told() == {("district3104", "ANNOUNCED"), ("district3103", "ANNOUNCED")}


def test_a_closing_is_told_to_everybody_but_who_closed_and_readers(plan, personas):
    quarters.close(
        by=personas["department"].by, on=moment(QUARTER, Step.CLOSING), code=QUARTER, number="1",
        dated_on=CERTIFICATION.date(), signatory="ก", signatory_position="ข", without_reason="ไม่รอ",
    )  # fmt: skip

    names = {"district3104", "district3103", "district3201", "province31", "province32"}
    assert told() == {(name, "CLOSED") for name in names}
    pages = dict(Message.objects.values_list("officer__username", "url_name"))
    assert (pages["district3104"], pages["province31"]) == ("filing", "certification")


EXTENSION = {"until_on": moment("2561-2", "CLOSING").date(), "reason": "น้ำท่วม"}


@pytest.mark.parametrize(
    ("step", "scope", "names"),
    [
        (Step.ENTRY, {"scope": "DISTRICT", "district": "3104"}, "district3104 province31"),
        (
            Step.ENTRY,
            {"scope": "PROVINCE", "province": "31"},
            "district3104 district3103 province31",
        ),
        (Step.CERTIFICATION, {"scope": "PROVINCE", "province": "32"}, "district3201 province32"),
        (Step.CLOSING, {"scope": "COUNTRY"}, "department2"),
    ],
)
def test_an_extension_is_told_to_the_offices_it_speaks_to(plan, personas, step, scope, names):
    make_persona("department2", Role.DEPARTMENT)
    row = orders.extend(
        by=personas["department"].by, on=ENTRY, quarter=QUARTER, step=step, **EXTENSION, **scope
    )
    orders.revoke_extension(by=personas["department"].by, on=ENTRY, extension=row.pk, reason="น้ำลด")

    assert told("EXTENDED") == {(name, "EXTENDED") for name in names.split()}
    assert {who for who, _kind in told("EXTENSION_REVOKED")} == set(names.split())


def test_an_order_is_told_and_so_is_its_withdrawal(plan, personas):
    by = personas["department"].by
    day = ENTRY.date()
    order = orders.issue(
        by=by, on=ENTRY, number="2", dated_on=day, issuer="กรมฯ", subject="ใหม่", scope="PROVINCE",
        province="31", windows=[orders.NewWindow("2561-3", Step.ENTRY, day, day)],
    )  # fmt: skip
    orders.withdraw(by=by, on=ENTRY, order=order.pk, reason="ผิด")

    for kind in ("ORDER_ISSUED", "ORDER_WITHDRAWN"):
        assert {who for who, _kind in told(kind)} == {"district3104", "district3103", "province31"}


def test_a_plan_that_the_program_loads_is_told_to_nobody(places, personas):
    factories.issue_letter()

    assert told() == set()


def test_a_move_is_told_to_the_other_district(plan, personas):
    producer = factories.ProducerFactory(district_id="3103")
    own, other = personas["own_district"].by, personas["other_district"].by
    row = transfers.ask(
        by=own, on=ENTRY, district="3104", quarter=QUARTER, producer=producer.number, reason="ย้าย"
    )
    transfers.agree(by=other, on=ENTRY, transfer=row.pk, quarter=QUARTER, reason="จริง")
    transfers.withdraw(by=own, on=ENTRY, transfer=row.pk, quarter=QUARTER, reason="ไม่ย้าย")

    assert told() == {
        ("district3103", "TRANSFER_ASKED"),
        ("district3104", "TRANSFER_AGREED"),
        ("district3103", "TRANSFER_WITHDRAWN"),
    }


def test_a_refused_deed_tells_nobody(plan, personas):
    before = Message.objects.count()
    with pytest.raises(Exception, match="พ้นช่วงเวลา"), transaction.atomic():
        filings.hand_over(
            by=personas["own_district"].by, on=CERTIFICATION, district="3104", quarter=QUARTER,
            nil=True,
        )  # fmt: skip
    assert Message.objects.count() == before


def test_colleagues_are_told_and_ended_accounts_are_not(plan, personas):
    colleague = make_persona("province31b", Role.PROVINCE, "31")
    Officer.objects.filter(pk=personas["own_province"].id).update(is_active=False)
    filings.hand_over(
        by=personas["own_district"].by, on=ENTRY, district="3104", quarter=QUARTER, nil=True
    )

    assert {row.officer_id for row in Message.objects.all()} == {colleague.id}


def news_to(districts):
    return [
        News(MessageKind.REMINDER, ("filing", code, QUARTER), frozenset({code}), quarter=QUARTER)
        for code in districts
    ]


@pytest.mark.any_engine
def test_a_whole_country_costs_as_many_questions_as_one(plan, personas):
    codes = [f"{province}{n:02d}" for province in range(40, 52) for n in range(1, 78)]
    _lay_offices(codes)
    everywhere = [*factories.DISTRICTS, *codes]

    with CaptureQueriesContext(connection) as one:
        messages.tell_many(None, ENTRY, news_to(everywhere[:1]))
    with CaptureQueriesContext(connection) as all_of_them:
        n = messages.tell_many(None, ENTRY, news_to(everywhere))

    assert len(everywhere) == 928
    assert n == 928 - 1  # of 1001 nobody has an account
    asked = [q["sql"] for q in all_of_them if q["sql"].startswith("SELECT")]
    assert len(asked) == len([q for q in one if q["sql"].startswith("SELECT")]) == 1
    # SQLite takes only so many values in one statement; PostgreSQL takes a thousand rows.
    assert len(all_of_them) - len(asked) <= 20


def _lay_offices(codes):
    Province.objects.bulk_create(
        [Province(code=p, name=p, name_en=p) for p in sorted({c[:2] for c in codes})]
    )
    District.objects.bulk_create(
        [District(code=c, province_id=c[:2], name=c, name_en=c) for c in codes]
    )
    Officer.objects.bulk_create(
        Officer(
            username=f"d{c}", full_name=c, role=Role.DISTRICT, district_id=c, province_id=c[:2],
            created_at=factories.LONG_AGO,
        )
        for c in codes
    )  # fmt: skip


def test_an_officer_who_moves_leaves_the_messages_behind(plan, personas):
    reader = personas["own_district"]
    messages.tell(None, ENTRY, news_to(["3104"])[0])
    assert read.visible(reader.by).count() == 1

    Officer.objects.filter(pk=reader.id).update(district="3103")
    reader.officer.refresh_from_db()

    assert read.visible(type(reader)(reader.officer).by).count() == 0


def test_every_kind_has_its_sentence():
    assert set(sentences.SENTENCES) == set(MessageKind)


def test_a_return_called_back_and_an_answer_are_told(submitted, personas):
    send_back(personas["own_province"].by, submitted)
    remarks.answer(
        by=personas["own_district"].by, on=CERTIFICATION, registration=submitted.pk,
        answers={"name": "แก้ตามหนังสือแล้ว"},
    )  # fmt: skip
    decisions.call_back(
        by=personas["own_province"].by, on=CERTIFICATION, registration=submitted.pk, reason="พอแล้ว"
    )

    assert told("REMARK_ANSWERED") == {("province31", "REMARK_ANSWERED")}
    assert told("CALLED_BACK") == {("district3104", "CALLED_BACK")}


def test_a_request_for_more_time_is_told_to_whose_turn_it_is(plan, personas):
    row = more_time.ask(personas["own_district"])
    assert told("TIME_ASKED") == {("province31", "TIME_ASKED")}
    extension_requests.endorse(by=personas["own_province"].by, on=more_time.LATE, request=row.pk)
    assert ("department", "TIME_ASKED") in told("TIME_ASKED")
    extension_requests.turn_down(
        by=personas["department"].by, on=more_time.LATE, request=row.pk, reason="ครบเวลาแล้ว"
    )

    assert told("TIME_REFUSED") == {("district3104", "TIME_REFUSED")}
    asked = Message.objects.filter(kind="TIME_ASKED").first()
    assert sentences.sentence(asked).endswith("ถึงวันที่ 21 มี.ค. 2561 รอท่านพิจารณา")


def test_a_declined_request_of_a_district_is_told_to_it(plan, personas):
    row = more_time.ask(personas["own_district"])
    extension_requests.decline(
        by=personas["own_province"].by, on=more_time.LATE, request=row.pk, reason="ไม่จำเป็น"
    )

    assert told("TIME_REFUSED") == {("district3104", "TIME_REFUSED")}


def test_corrections_are_told_to_who_decides_and_to_whom_they_concern(plan, personas):
    (row,) = worlds.register("3104", state=S.CERTIFIED, entered_by=personas["own_district"].officer)
    worlds.hand_over(personas["own_district"].officer, "3104")
    worlds.announce(personas["own_province"])
    worlds.close(personas["department"])
    after = moment(QUARTER, Step.CLOSING)

    def ask(name):
        return corrections.ask(
            by=personas["own_district"].by, on=after, registration=row.pk, reason="พิมพ์ผิด",
            producer={"name": name}, products={},
        )  # fmt: skip

    refused = ask("หนึ่ง")
    assert told("CORRECTION_ASKED") == {("department", "CORRECTION_ASKED")}
    corrections.refuse(
        by=personas["department"].by, on=after, correction=refused.pk, reason="หลักฐานไม่พอ"
    )
    assert told("CORRECTION_REFUSED") == {("district3104", "CORRECTION_REFUSED")}
    corrections.approve(
        by=personas["department"].by, on=after, quarter=QUARTER, province="31",
        corrections=[ask("สอง").pk], number="แก้ 1", dated_on=after.date(), **worlds.PAPER,
    )  # fmt: skip

    names = {"district3103", "district3104", "province31"}
    assert told("ADDENDUM") == {(name, "ADDENDUM") for name in names}
