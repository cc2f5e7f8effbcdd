"""Every constraint bites: the database itself refuses what no service would write."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from registration import models
from registration.enums import Kind, Role
from tests import corrections, factories, more_time, told
from tests.factories import LONG_AGO, QUARTER
from tests.registration.models import sample_bites
from tests.registration.models.breaking import (
    EARLY,
    LATE,
    announcement,
    certification,
    decision,
    drafts,
    evidence,
    evidence_kind,
    extension,
    filing,
    filters,
    grants,
    inquiry,
    lapsed_twice,
    left_out,
    live_twice,
    make,
    mappings,
    officer,
    old_list,
    old_rows,
    order,
    pair_twice,
    posting,
    product_standard,
    product_twice,
    quarter,
    right,
    same_order,
    snapshots,
    staged,
    staged_line_twice,
    transfer,
    transfers,
    window,
    without,
)

BITES = {
    **more_time.BITES,
    **sample_bites.BITES,
    "old_list_district_in_province": lambda: old_list(district_id="3201"),
    "old_list_mapping_is_stamped": lambda: old_list(mapped_at=LONG_AGO),
    "old_list_discard_is_stamped": lambda: old_list(discarded_by=factories.OfficerFactory()),
    "one_old_row_per_line": lambda: old_rows({"is_producer": True}, {"is_producer": False}),
    "only_producers_have_a_district": lambda: old_rows(
        {"is_producer": False, "district_code": "3104"}
    ),
    "one_mapping_per_district_and_headers": lambda: mappings(district_id="3104"),
    "one_mapping_per_province_and_headers": mappings,
    "import_checks_its_rows": lambda: staged(n_checked=1),
    "import_is_checked_before_commit": lambda: staged(
        checked_at=None, committed_at=LONG_AGO, committed_by=factories.OfficerFactory()
    ),
    "import_commit_is_stamped": lambda: staged(committed_at=LONG_AGO),
    "import_ends_once": lambda: staged(
        committed_at=LONG_AGO, committed_by=factories.OfficerFactory(), discarded_at=LONG_AGO
    ),
    "import_discard_is_stamped": lambda: staged(discarded_by=factories.OfficerFactory()),
    "one_staged_row_per_line": staged_line_twice,
    "reason_is_for_something": lambda: models.ReturnReason.objects.create(
        code="for-nothing", name="ไม่ใช้", for_return=False
    ),
    "evidence_can_be_given": lambda: evidence_kind(keeps_copy=False, accepts_seen=False),
    "picture_has_a_size": lambda: models.StoredFile.objects.create(
        file_type="PNG", size=1, sha256="", district_id="3104", stored_at=LONG_AGO
    ),
    "registered_evidence_shows_something": lambda: evidence(
        models.RegisteredEvidence,
        registration=make(),
        added_at=LONG_AGO,
        added_by=factories.OfficerFactory(),
    ),
    "producer_evidence_shows_something": lambda: evidence(
        models.ProducerEvidence, producer=factories.ProducerFactory()
    ),
    "one_draft_per_officer_and_form": lambda: [
        drafts(registration=row, filing=row.filing) for row in [make()]
    ],
    "one_draft_per_officer_and_new_form": lambda: drafts(filing=make().filing),
    "duplicate_of_one": decision,
    "duplicate_decision_has_reason": lambda: decision(other=factories.ProducerFactory(), reason=""),
    "one_decision_per_pair": lambda: pair_twice(decision, "other"),
    "one_decision_per_pair_filed": lambda: pair_twice(decision, "other_registration"),
    "inquiry_about_one": inquiry,
    "inquiry_answer_is_stamped": lambda: inquiry(other=factories.ProducerFactory(), answer="ใช่"),
    "one_inquiry_per_pair": lambda: pair_twice(inquiry, "other"),
    "one_inquiry_per_pair_filed": lambda: pair_twice(inquiry, "other_registration"),
    "one_live_transfer_per_producer": transfers,
    "transfer_goes_elsewhere": lambda: transfer(to_district_id="3104"),
    "transfer_is_asked_by_one_of_both": lambda: transfer(asking_district_id="3101"),
    "transfer_has_reason": lambda: transfer(reason=""),
    "transfer_answer_is_stamped": lambda: transfer(state="AGREED"),
    "transfer_withdrawn_is_stamped": lambda: transfer(state="WITHDRAWN"),
    "transfer_done_is_stamped": lambda: transfer(
        state="DONE", answered_at=LONG_AGO, answered_by=factories.OfficerFactory()
    ),
    "lapsed_is_taken_up_once": lapsed_twice,
    "merged_is_cancelled": lambda: factories.ProducerFactory(
        merged_into=factories.ProducerFactory()
    ),
    "one_filter_of_a_name_per_officer": filters,
    "registered_right_dates_in_order": lambda: right(models.RegisteredRight, make().products.get()),
    "product_right_dates_in_order": lambda: right(models.ProductRight, factories.ProductFactory()),
    "district_code_in_province": lambda: models.District.objects.create(
        code="3299", province_id="31", name="ก", name_en="k"
    ),
    "subdistrict_code_in_district": lambda: models.Subdistrict.objects.create(
        code="310399", district_id="3104", name="ก", name_en="k"
    ),
    "message_sent_was_wanted": lambda: told.message(sent_at=LONG_AGO),
    "one_reminder_per_moment": lambda: [told.reminder() for _n in range(2)],
    "reminder_by_hand_or_by_plan": lambda: told.reminder(moment="BY_HAND"),
    "officer_area_fits_role": lambda: officer(province=None),
    "officer_district_in_province": lambda: officer(role=Role.DISTRICT, district="3201"),
    "posting_area_fits_role": lambda: posting(role=Role.DEPARTMENT),
    "posting_dates_in_order": lambda: posting(from_on=LATE, until_on=EARLY),
    "one_open_posting": lambda: models.Posting.objects.create(
        officer=factories.OfficerFactory(), from_on=LATE, role=Role.DEPARTMENT
    ),
    "one_row_per_quarter": lambda: models.FiscalQuarter.objects.create(
        code="x", year=2561, number=2
    ),
    "quarter_number_1_to_4": lambda: models.FiscalQuarter.objects.create(
        code="x", year=2561, number=5
    ),
    "quarter_closed_is_stamped": lambda: quarter(state="CLOSED"),
    "one_row_per_order": same_order,
    "order_area_fits_scope": lambda: order(scope="PROVINCE"),
    "order_withdrawn_has_reason": lambda: order(withdrawn_at=LONG_AGO),
    "one_window_per_order_quarter_step": window,
    "window_dates_in_order": lambda: window(quarter_id="x", opens_on=LATE, closes_on=EARLY),
    "extension_area_fits_scope": lambda: extension(scope="DISTRICT", province_id="31"),
    "extension_has_reason": lambda: extension(reason=""),
    "one_filing_per_district_and_quarter": lambda: models.Filing.objects.create(
        district_id="3104", quarter_id=QUARTER
    ),
    "filing_handed_over_is_stamped": lambda: filing(state="HANDED_OVER", handed_over_at=LONG_AGO),
    "filing_certified_is_stamped": lambda: filing(
        state="CERTIFIED", handed_over_at=LONG_AGO, handed_over_by=factories.OfficerFactory()
    ),
    "filing_closed_is_stamped": lambda: filing(state="CLOSED", closed_at=LONG_AGO),
    "one_sequence_per_registration": lambda: [make(sequence=7) for _n in range(2)],
    "one_live_registration_per_producer": live_twice,
    "update_and_cancel_have_producer": lambda: make(kind=Kind.UPDATE, producer=None),
    "cancel_has_reason": lambda: make(
        kind=Kind.CANCEL, producer=factories.ProducerFactory(), state="SUBMITTED", cancel_reason=""
    ),
    "registration_submitted_is_stamped": lambda: without("SUBMITTED", "submitted"),
    "registration_withdrawn_is_stamped": lambda: without("WITHDRAWN", "withdrawn"),
    "registration_returned_is_stamped": lambda: without("RETURNED", "returned"),
    "registration_rejected_is_stamped": lambda: without("REJECTED", "rejected"),
    "rejected_has_reason": lambda: without("REJECTED", decision_reason=""),
    "registration_certified_is_stamped": lambda: without("CERTIFIED", "certified"),
    "registration_closed_is_stamped": lambda: without("LAPSED", "closed"),
    "one_sequence_per_product": lambda: [
        factories.RegisteredProductFactory(registration=row, sequence=1) for row in [make()]
    ],
    "product_once_per_registration": product_twice,
    "only_registered_products_drop": lambda: factories.RegisteredProductFactory(dropped=True),
    "registered_standard_dates_in_order": lambda: product_standard(
        models.RegisteredStandard, make().products.get()
    ),
    "product_standard_dates_in_order": lambda: product_standard(
        models.ProductStandard, factories.ProductFactory()
    ),
    "one_live_grant_per_registration": grants,
    "one_certification_per_province_and_quarter": lambda: models.Certification.objects.create(
        province_id="31", quarter_id=QUARTER
    ),
    "certification_announced_is_stamped": lambda: certification(
        state="ANNOUNCED", announced_at=LONG_AGO
    ),
    "certification_closed_is_stamped": lambda: certification(state="CLOSED", closed_at=LONG_AGO),
    "one_closing_announcement_per_quarter": lambda: [announcement() for _n in range(2)],
    "one_row_per_addendum": lambda: [corrections.addendum() for _n in range(2)],
    "one_open_correction_per_registration": lambda: [
        corrections.correction(row) for row in [make(state="CLOSED")] * 2
    ],
    "correction_has_reason": lambda: corrections.correction(reason=""),
    "correction_answer_is_stamped": lambda: corrections.correction(state="REFUSED", answer="ไม่"),
    "correction_withdrawn_is_stamped": lambda: corrections.correction(state="WITHDRAWN"),
    "correction_approved_has_addendum": lambda: corrections.correction(
        addendum=corrections.addendum()
    ),
    "correction_refused_has_answer": lambda: corrections.correction(
        state="REFUSED", answered_at=LONG_AGO, answered_by=factories.OfficerFactory()
    ),
    "province_left_out_once": lambda: left_out(2, province_id="31"),
    "district_left_out_once": lambda: left_out(2, district_id="3104"),
    "left_out_is_one_office": lambda: left_out(province_id="31", district_id="3104"),
    "left_out_has_reason": lambda: left_out(reason="", province_id="31"),
    "one_snapshot_per_revision": lambda: snapshots("31"),
    "one_closing_snapshot_per_revision": lambda: snapshots(None),
}


def constraints():
    found = {}
    for model in apps.get_app_config("registration").get_models():
        for constraint in model._meta.constraints:
            found[constraint.name] = (model, constraint)
    return found


def test_every_constraint_is_tried():
    assert set(BITES) == set(constraints())


@pytest.mark.parametrize("name", BITES)
def test_it_bites(plan, name):
    model, constraint = constraints()[name]
    fields = [model._meta.get_field(field).column for field in getattr(constraint, "fields", ())]

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        BITES[name]()

    said = str(caught.value)
    # SQLite names the columns of a unique constraint, PostgreSQL the constraint.
    assert name in said or (fields and all(f".{field}" in said for field in fields)), said


@pytest.mark.parametrize("state", ["WITHDRAWN", "REJECTED"])
def test_a_dead_registration_leaves_room_for_another(plan, state):
    producer = factories.ProducerFactory()
    make(kind=Kind.UPDATE, producer=producer, state=state)

    assert make(kind=Kind.UPDATE, producer=producer).pk


@pytest.mark.parametrize("state", ["DRAFT", "WITHDRAWN", "LAPSED"])
def test_a_cancellation_that_was_never_submitted_may_lack_its_reason(plan, state):
    producer = factories.ProducerFactory()

    assert make(kind=Kind.CANCEL, producer=producer, cancel_reason="", state=state).pk
