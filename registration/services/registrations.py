"""Entering and editing registrations: what a district types."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from registration import calendar, eligibility, workflow
from registration.enums import Kind, ProducerState, Step
from registration.errors import Incomplete, Refusal, Refused
from registration.models import (
    Filing,
    Producer,
    ProducerDetails,
    ProductDetails,
    RegisteredProduct,
    RegisteredStandard,
    Registration,
    StandardDetails,
    detail_names,
    details_of,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import situations
from registration.services import filings, journal, states
from registration.workflow import Situation

PRIVACY_VERSION = "2561-1"
# What a district types about a registration besides the producer's details.
_OWN = ("cancel_reason", "cancel_note", "declared")


@transaction.atomic
def enter(
    *,
    by: Jurisdiction,
    on: datetime,
    district: str,
    quarter: str,
    kind: str,
    values: Mapping | None = None,
    producer: str = "",
) -> Registration:
    """Enter a draft into a filing. UPDATE and CANCEL name the ``producer`` by number and start as
    its copy.

    Raises ``Incomplete`` with every value that cannot be stored, ``Refused`` when the producer
    already has a live registration in the quarter, ``Producer.DoesNotExist`` for another
    district's producer.
    """
    filing = filings.locked(by, district=district, quarter=quarter)
    situation = situations.of_filing(by, filing, on)
    states.demand(workflow.entry_refusal(situation))
    source = None
    row = Registration(
        filing=filing, quarter=filing.quarter, kind=kind, entered_at=on, entered_by_id=by.officer_id
    )
    if kind != Kind.NEW:
        source = _registered(by, producer, district)
        row.producer = source
        _assign(row, details_of(source, ProducerDetails))
    changes = _cleaned(values or {}, filing, on)
    _assign(row, changes)
    filing.last_sequence += 1
    filing.save(update_fields=["last_sequence"])
    row.sequence = filing.last_sequence
    _save_once(row)
    if source:
        _copy_products(source, row)
    row.editors.add(by.officer_id)
    journal.record(
        by, on, "registration.enter", row,
        after={"kind": kind, **changes}, permit=_permit(situation),
    )  # fmt: skip
    return row


@transaction.atomic
def edit(
    *, by: Jurisdiction, on: datetime, registration: int, version: int, values: Mapping
) -> Registration:
    """Change fields of a registration that its district may edit now.

    Only what differs is written. Under a return grant a change outside the flagged fields is
    ``Refused`` and nothing is stored. A stale ``version`` never overwrites.
    """
    row, situation = locked_for_edit(by, on, registration, version)
    cleaned = _cleaned(values, row.filing, on)
    before = {name: getattr(row, name) for name in cleaned if getattr(row, name) != cleaned[name]}
    if not before:
        return row
    changes = {name: cleaned[name] for name in before}
    demand_editable(situation, changes)
    _assign(row, changes)
    row.save(update_fields=[*_columns(changes)])
    touched(by, on, row, "registration.edit", situation, before=before, after=changes)
    return row


def locked(by: Jurisdiction, registration: int) -> Registration:
    """A registration under its filing's lock and its own; ``DoesNotExist`` for a foreign one."""
    area = within(by, "filing__district")
    filing = Registration.objects.values_list("filing_id", flat=True).get(area, pk=registration)
    held = filings.locked(by, pk=filing)
    row = Registration.objects.select_for_update(of=("self",)).get(pk=registration)
    row.filing = held
    return row


def locked_for_edit(by, on, registration: int, version: int):
    """The locked registration and its situation, when some field of it may be edited now."""
    row = locked(by, registration)
    situation = situations.of_registration(by, row, on)
    states.demand(workflow.edit_refusal(situation))
    if row.version != version:
        raise Refused(states.stale())
    return row, situation


def demand_editable(situation, names) -> None:
    """``Refused`` unless every field of ``names`` may be edited now."""
    allowed = workflow.editable_fields(situation)
    if allowed is workflow.ALL_FIELDS or allowed.issuperset(names):
        return
    raise Refused(
        Refusal(
            "not_flagged",
            _("แก้ไขได้เฉพาะช่องที่จังหวัดส่งกลับให้แก้ไข ช่องอื่นเปลี่ยนไม่ได้ จึงยังไม่ได้บันทึก"),
        )
    )


def touched(by, on, row, action, situation, *, before, after) -> None:
    """Count the version up, remember the editor, write the journal: after every edit of a
    registration.
    """
    row.version += 1
    row.edited_at = on
    row.edited_by_id = by.officer_id
    row.save(update_fields=["version", "edited_at", "edited_by"])
    row.editors.add(by.officer_id)
    permit = _permit(situation)
    journal.record(by, on, action, row, before=before, after=after, permit=permit)


def _permit(situation: Situation) -> str:
    """What allows the entering or editing, in words for the journal."""
    with journal.in_thai():
        return situation.permit(Step.ENTRY) or situation.grant_permit() or ""


def _registered(by: Jurisdiction, number: str, district: str) -> Producer:
    producer = (
        Producer.objects.select_for_update(of=("self",))
        .select_related("legal_form", "site_subdistrict")
        .get(within(by), number=number, district=district)
    )
    if producer.state != ProducerState.ACTIVE:
        raise Refused(Refusal("cancelled", _("ผู้ผลิตรายนี้ยกเลิกแล้ว ถ้ากลับมาผลิตอีกให้ลงทะเบียนใหม่")))
    return producer


def _save_once(row: Registration) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if row.producer_id is None:
            raise
        raise Refused(
            Refusal("already", _("ผู้ผลิตรายนี้มีรายการลงทะเบียนในไตรมาสนี้แล้ว ให้เปิดรายการเดิม"))
        ) from error


def _copy_products(source: Producer, row: Registration) -> None:
    products = source.products.filter(is_active=True).prefetch_related("standards")
    for sequence, product in enumerate(products, start=1):
        copy = RegisteredProduct.objects.create(
            registration=row,
            product=product,
            sequence=sequence,
            **details_of(product, ProductDetails),
        )
        RegisteredStandard.objects.bulk_create(
            RegisteredStandard(product=copy, **details_of(held, StandardDetails))
            for held in product.standards.all()
        )


def _cleaned(values: Mapping, filing: Filing, on: datetime) -> dict:
    known = {*detail_names(ProducerDetails), *_OWN}
    unknown = set(values) - known
    if unknown:
        raise TypeError(f"not fields of a registration: {sorted(unknown)}")
    cleaned, problems = eligibility.clean(values, calendar.day_of(on))
    site = cleaned.get("site_subdistrict")
    problem = eligibility.site_problem(site.pk if site else None, filing.district_id)
    if problem:
        problems.append(problem)
    if problems:
        raise Incomplete([(problem.place, problem.sentence) for problem in problems])
    return cleaned


def _assign(row: Registration, values: Mapping) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if values.get("declared"):
        row.privacy_version = PRIVACY_VERSION


def _columns(changes: Mapping) -> set[str]:
    """Columns to write: derived ones follow their source."""
    columns = set(changes)
    if "citizen_id" in columns:
        columns.add("citizen_id_index")
    if "declared" in columns:
        columns.add("privacy_version")
    return columns
