"""Returning with listed reasons, what was said then, threads, and calling a return back."""

import json
from datetime import date

import pytest

from registration.errors import Incomplete, Refused
from registration.models import JournalEntry, Registration, Remark, ReturnGrant, ReturnReason
from registration.selectors import registrations as rows
from registration.selectors import returns
from registration.services import decisions, orders, products, registrations, remarks
from tests import factories
from tests.factories import at, citizen_id

ON = at(2018, 3, 19, 9)
CITIZEN_ID = citizen_id(77)


@pytest.fixture
def submitted(plan, own_district):
    row = factories.RegistrationFactory(
        state="SUBMITTED", products=2, entered_by=own_district.officer
    )
    factories.set_filing_state(row.filing, "HANDED_OVER", by=own_district.officer)
    return row


@pytest.fixture
def listed(db):
    ReturnReason.objects.create(code="blurred", name="ภาพถ่ายไม่ชัด", sequence=2)
    ReturnReason.objects.create(code="trader", name="ไม่ได้ผลิตเอง", for_return=False, for_reject=True)
    ReturnReason.objects.create(code="old", name="เลิกใช้", is_active=False, for_reject=True)
    ReturnReason.objects.create(code="missing", name="ข้อมูลไม่ครบ", sequence=1, for_reject=True)


def send_back(persona, row, comment="ขอให้ตรวจ", on=ON, **values):
    flags = values.pop("flags", {"name": "สะกดผิด", "product-2": ""})
    return decisions.send_back(
        by=persona.by, on=on, registration=row.pk, comment=comment, flags=flags, **values
    )


def reject(persona, row, reason):
    return decisions.reject(by=persona.by, on=ON, registration=row.pk, reason=reason)


def since(persona, row):
    return returns.last_return(rows.registration_for(persona.by, row.pk))


# Reasons


def test_listed_reasons_and_own_words_become_one_text(submitted, own_province, listed):
    row = send_back(own_province, submitted, "ดูภาพที่สอง", reasons=["blurred", "missing"])

    assert row.decision_codes == ["missing", "blurred"]  # in the list's order
    assert row.decision_reason == "ข้อมูลไม่ครบ, ภาพถ่ายไม่ชัด: ดูภาพที่สอง"
    entry = JournalEntry.objects.get(action="registration.return")
    assert entry.after["reasons"] == ["missing", "blurred"]
    assert entry.reason == row.decision_reason


def test_a_listed_reason_alone_is_reason_enough(submitted, own_province, listed):
    assert send_back(own_province, submitted, "", reasons=["blurred"]).state == "RETURNED"


@pytest.mark.parametrize("deed", ["return", "reject"])
def test_no_reason_at_all_is_refused(submitted, own_province, listed, deed):
    deeds = {"return": send_back, "reject": reject}
    with pytest.raises(Refused) as caught:
        deeds[deed](own_province, submitted, " ")
    assert caught.value.refusal.rule == "reason"


@pytest.mark.parametrize("code", ["trader", "old", "unheard-of"])
def test_only_what_is_offered_for_it_is_a_reason(submitted, own_province, listed, code):
    with pytest.raises(Incomplete) as caught:
        send_back(own_province, submitted, reasons=[code])
    assert [place for place, _sentence in caught.value.problems] == ["reasons"]
    assert Registration.objects.get().state == "SUBMITTED"


def test_more_words_than_fit_are_told_and_not_cut(submitted, own_province, listed):
    with pytest.raises(Incomplete) as caught:
        send_back(own_province, submitted, "ก" * 995, reasons=["blurred"])
    assert [place for place, _sentence in caught.value.problems] == ["comment"]


def test_rejecting_by_the_list(submitted, own_province, listed):
    row = decisions.reject(
        by=own_province.by, on=ON, registration=submitted.pk, reason="", reasons=["trader"]
    )

    assert (row.state, row.decision_codes) == ("REJECTED", ["trader"])
    assert row.decision_reason == "ไม่ได้ผลิตเอง"
    entry = JournalEntry.objects.get(action="registration.reject")
    assert (entry.after, entry.reason) == ({"reasons": ["trader"]}, "ไม่ได้ผลิตเอง")


def test_a_later_decision_leaves_no_code_of_an_earlier_one(
    submitted, own_province, own_district, listed
):
    send_back(own_province, submitted, reasons=["blurred"])
    decisions.submit(by=own_district.by, on=ON, registration=submitted.pk)
    decisions.certify(by=own_province.by, on=ON, registrations=[submitted.pk])

    row = Registration.objects.get()
    assert (row.decision_reason, row.decision_codes) == ("", [])


# What it said


def test_the_form_is_kept_as_it_was_returned_without_a_citizen_id(plan, own_district, own_province):
    row = factories.RegistrationFactory(
        state="SUBMITTED", by_proxy=True, entered_by=own_district.officer
    )
    factories.set_filing_state(row.filing, "HANDED_OVER", by=own_district.officer)
    send_back(own_province, row, "เลข 1-1001-00000-00-0 ไม่ตรง")
    kept = json.dumps(ReturnGrant.objects.get().said, ensure_ascii=False)

    assert row.name in kept
    assert row.citizen_id not in kept
    assert row.proxy_citizen_id not in kept


def test_nothing_has_changed_at_first(submitted, own_province):
    send_back(own_province, submitted)

    last = since(own_province, submitted)

    assert last.changes == []
    assert last.is_live


def test_what_changed_is_told_by_flag(submitted, own_province, own_district):
    flags = dict.fromkeys(["name", "citizen_id", "mobile", "product-2", "products"], "")
    send_back(own_province, submitted, flags=flags)
    # Masked alike, and yet another person.
    end = submitted.citizen_id[-3:]
    other = next(found for n in range(9000, 19000) if (found := citizen_id(n)).endswith(end))
    edited = registrations.edit(
        by=own_district.by, on=ON, registration=submitted.pk,
        version=Registration.objects.get().version,
        values={"name": "ชื่อใหม่", "citizen_id": other},
    )  # fmt: skip
    edited = products.edit(
        by=own_district.by, on=ON, registration=submitted.pk, version=edited.version, sequence=2,
        values={"retail_price": 990},
    ).registration  # fmt: skip
    products.add(
        by=own_district.by, on=ON, registration=submitted.pk, version=edited.version,
        values=factories.product_values(name="ผ้าใหม่"),
    )  # fmt: skip

    last = since(own_province, submitted)

    assert [(c.name, c.sequence) for c in last.changes] == [
        ("name", None), ("citizen_id", None), ("retail_price", 2), ("products", 3),
    ]  # fmt: skip
    assert [len(last.of(key)) for key in flags] == [1, 1, 0, 1, 1]
    assert last.others == []
    (price,) = last.of("product-2")
    assert (price.before, price.after) == ("1500.00", "990.00")


def test_what_changed_unasked_is_told_too(submitted, own_province, own_district, department):
    send_back(own_province, submitted)
    orders.extend(
        by=department.by, on=ON, quarter="2561-2", step="ENTRY", scope="DISTRICT", district="3104",
        until_on=ON.date(), reason="น้ำท่วม",
    )  # fmt: skip
    row = Registration.objects.get()
    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=row.version,
        values={"mobile": "08 9999 9999"},
    )  # fmt: skip

    assert [change.name for change in since(own_province, row).others] == ["mobile"]


# Threads


def test_a_thread_stays_through_two_returns(submitted, own_province, own_district):
    send_back(own_province, submitted)
    remarks.answer(
        by=own_district.by, on=ON, registration=submitted.pk, answers={"name": "ตรงบัตรแล้ว", "": " "}
    )
    decisions.submit(
        by=own_district.by, on=ON, registration=submitted.pk, answers={"": f"แก้แล้ว {CITIZEN_ID}"}
    )
    send_back(own_province, submitted, flags={"name": "ยังผิดอยู่"})

    threads = since(own_district, submitted).threads
    said = [(r.text, r.author_office, r.is_answer) for r in threads["name"]]
    assert said == [
        ("สะกดผิด", "จังหวัดบุรีรัมย์", False), ("ตรงบัตรแล้ว", "อำเภอนางรอง", True),
        ("ยังผิดอยู่", "จังหวัดบุรีรัมย์", False),
    ]  # fmt: skip
    assert [bool(r.resolved_at) for r in threads["name"]] == [True, True, False]
    assert threads["name"][0].author_name == own_province.by.name
    assert CITIZEN_ID not in "".join(r.text for r in threads[""])


def test_an_answer_is_journalled_with_the_fields_it_is_about(submitted, own_province, own_district):
    send_back(own_province, submitted)
    answers = {"product-2": "ราคาถูกต้อง"}
    remarks.answer(by=own_district.by, on=ON, registration=submitted.pk, answers=answers)

    entry = JournalEntry.objects.get(action="registration.answer")
    assert (entry.after, entry.reason) == ({"fields": ["product-2"]}, "ราคาถูกต้อง")
    assert "สิทธิ์แก้ไข" in entry.permit


@pytest.mark.parametrize("with_submit", [True, False])
def test_only_what_was_flagged_is_answered(submitted, own_province, own_district, with_submit):
    send_back(own_province, submitted)
    n = Remark.objects.count()
    deed = decisions.submit if with_submit else remarks.answer
    with pytest.raises(Refused) as caught:
        deed(by=own_district.by, on=ON, registration=submitted.pk, answers={"mobile": "ก"})

    assert caught.value.refusal.rule == "not_flagged"
    assert (Remark.objects.count(), Registration.objects.get().state) == (n, "RETURNED")


# Calling back


def test_a_return_is_called_back_with_what_is_mended_so_far(submitted, own_province, own_district):
    row = send_back(own_province, submitted)
    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=row.version,
        values={"name": "ชื่อใหม่"},
    )  # fmt: skip
    row = decisions.call_back(by=own_province.by, on=ON, registration=row.pk, reason="ส่งผิดราย")

    assert (row.state, row.name, row.decision_reason) == ("SUBMITTED", "ชื่อใหม่", "ส่งผิดราย")
    assert not ReturnGrant.objects.filter(ended_at__isnull=True).exists()
    assert not Remark.objects.filter(resolved_at__isnull=True).exists()
    assert [c.name for c in since(own_province, row).changes] == ["name"]
    assert send_back(own_province, row).state == "RETURNED"  # and again, until another day


def test_a_half_mended_one_is_not_called_back(submitted, own_province, own_district):
    row = send_back(own_province, submitted)
    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=row.version, values={"name": ""}
    )
    with pytest.raises(Refused) as caught:
        decisions.call_back(by=own_province.by, on=ON, registration=row.pk, reason="ส่งผิดราย")
    assert caught.value.refusal.rule == "half_mended"


# The window of the certification moves while a grant lives


def test_a_newer_order_that_shortens_the_certification_shortens_the_grant(
    submitted, own_province, own_district, department
):
    row = send_back(own_province, submitted)  # until the 23rd
    shorter = orders.NewWindow("2561-2", "CERTIFICATION", ON.date(), date(2018, 3, 20), None)
    orders.issue(
        by=department.by, on=ON, number="ว 800", dated_on=ON.date(), issuer="กรมการพัฒนาชุมชน",
        subject="ปรับช่วงเวลา", windows=[shorter],
    )  # fmt: skip

    def save(on):
        return registrations.edit(
            by=own_district.by, on=on, registration=row.pk, version=row.version,
            values={"name": "ชื่อใหม่"},
        )  # fmt: skip

    with pytest.raises(Refused) as caught:
        save(at(2018, 3, 21, 0))
    assert "20 มีนาคม 2561" in caught.value.refusal.sentence
    assert "ว 800" in caught.value.refusal.order_text
    assert save(at(2018, 3, 20, 23)).name == "ชื่อใหม่"
