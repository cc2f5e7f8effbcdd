"""Entering and editing registrations: what a district types."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from registration import eligibility, workflow
from registration.enums import Kind, ProducerState, RegistrationState, Step
from registration.errors import Refusal, Refused
from registration.models import (
    HOLDINGS,
    EvidenceDetails,
    Filing,
    Producer,
    ProducerDetails,
    ProductDetails,
    RegisteredEvidence,
    RegisteredProduct,
    Registration,
    detail_names,
    details_of,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import situations
from registration.services import (
    encounters,
    filings,
    journal,
    reasons,
    states,
    transfers,
    typed,
)
from registration.workflow import Situation

# What of them goes on when a lapsed registration is taken up again.
_WHY_CANCELLED = ("cancel_reason", "cancel_note", "merge_into")


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
    filing, situation = _open_filing(by, on, district, quarter)
    source = None
    row = Registration(filing=filing, quarter=filing.quarter, kind=kind)
    if kind != Kind.NEW:
        source = _registered(producer, district, kind)
        row.producer = source
        typed.assign(row, details_of(source, ProducerDetails))
        _leave_site_behind(row, district)
    changes = typed.cleaned(values or {}, filing, on)
    changes |= typed.emptied(row, changes)
    typed.assign(row, changes)
    if changes.get("citizen_id"):
        encounters.saved(by=by, on=on, row=row)
    _enter(by, on, row, situation, source, after={"kind": kind, **changes})
    return row


@transaction.atomic
def enter_again(
    *, by: Jurisdiction, on: datetime, district: str, quarter: str, registration: int
) -> Registration:
    """Enter a draft that takes up a ``registration`` of the district that lapsed in an earlier
    quarter: the same kind, a copy of all it held, not yet declared.

    Raises ``Registration.DoesNotExist`` where there is no such lapsed one, ``Refused`` when it was
    taken up already or its producer has a live registration in the quarter.
    """
    filing, situation = _open_filing(by, on, district, quarter)
    source = Registration.objects.get(
        pk=registration, filing__district=district, quarter__lt=quarter,
        state=RegistrationState.LAPSED,
    )  # fmt: skip
    row = Registration(filing=filing, quarter=filing.quarter, kind=source.kind, carried_from=source)
    if source.producer_id:
        row.producer = _registered(source.producer.number, district, source.kind)
    typed.assign(row, details_of(source, ProducerDetails))
    typed.assign(row, {name: getattr(source, name) for name in _WHY_CANCELLED})
    _enter(by, on, row, situation, source, after={"kind": row.kind, "carried_from": str(source)})
    return row


def _open_filing(by, on, district: str, quarter: str) -> tuple[Filing, Situation]:
    """The locked filing of an office that may enter something into it now."""
    filing = filings.locked(by, district=district, quarter=quarter)
    situation = situations.of_filing(by, filing, on)
    states.demand(workflow.entry_refusal(situation))
    return filing, situation


def _enter(by, on, row, situation, source: Producer | Registration | None, *, after) -> None:
    row.entered_at, row.entered_by_id = on, by.officer_id
    row.filing.last_sequence += 1
    row.filing.save(update_fields=["last_sequence"])
    row.sequence = row.filing.last_sequence
    row.kept_warnings = reasons.taken_over(row, source, on)
    _save_once(row)
    if source:
        _copy_products(source, row)
    row.editors.add(by.officer_id)
    journal.record(by, on, "registration.enter", row, after=after, permit=_permit(situation))


@transaction.atomic
def edit(
    *, by: Jurisdiction, on: datetime, registration: int, version: int, values: Mapping
) -> Registration:
    """Change fields of a registration that its district may edit now.

    Only what differs is written. Under a return grant a change outside the flagged fields is
    ``Refused`` and nothing is stored. A stale ``version`` never overwrites.
    """
    row, situation = locked_for_edit(by, on, registration, version)
    cleaned = typed.cleaned(values, row.filing, on)
    before = {name: getattr(row, name) for name in cleaned if getattr(row, name) != cleaned[name]}
    if not before:
        return row
    changes = {name: cleaned[name] for name in before}
    demand_editable(situation, changes)
    emptied = typed.emptied(row, changes, workflow.editable_fields(situation))
    before = {name: getattr(row, name) for name in emptied} | before
    changes |= emptied
    typed.assign(row, changes)
    if changes.get("citizen_id"):
        encounters.saved(by=by, on=on, row=row)
    row.save(update_fields=[*typed.columns(changes)])
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
    kept = reasons.still_asked(row, on)
    if kept != row.kept_warnings:
        before = {**before, "kept_warnings": row.kept_warnings}
        after = {**after, "kept_warnings": kept}
        row.kept_warnings = kept
    row.save(update_fields=["version", "edited_at", "edited_by", "kept_warnings"])
    row.editors.add(by.officer_id)
    permit = _permit(situation)
    journal.record(by, on, action, row, before=before, after=after, permit=permit)


def _permit(situation: Situation) -> str:
    """What allows the entering or editing, in words for the journal."""
    with journal.in_thai():
        return situation.permit(Step.ENTRY) or situation.grant_permit() or ""


def _registered(number: str, district: str, kind: str) -> Producer:
    producer = (
        Producer.objects.select_for_update(of=("self",))
        .select_related("legal_form", "site_subdistrict")
        .get(number=number)
    )
    transfers.demand_registrable(producer, district, kind)
    if producer.state != ProducerState.ACTIVE:
        raise Refused(Refusal("cancelled", _("ผู้ผลิตรายนี้ยกเลิกแล้ว ถ้ากลับมาผลิตอีกให้ลงทะเบียนใหม่")))
    return producer


def _leave_site_behind(row: Registration, district: str) -> None:
    """Empty the production site of a producer that comes from elsewhere: it is typed anew."""
    if eligibility.site_problem(row.site_subdistrict_id, district):
        for name in detail_names(ProducerDetails):
            if name.startswith("site_") or name in ("latitude", "longitude"):
                field = Registration._meta.get_field(name)
                setattr(row, name, None if field.null else field.get_default())


def _save_once(row: Registration) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if row.producer_id is None and row.carried_from_id is None:
            raise
        raise Refused(
            Refusal("already", _("ผู้ผลิตรายนี้มีรายการลงทะเบียนในไตรมาสนี้แล้ว ให้เปิดรายการเดิม"))
        ) from error


def _copy_products(source: Producer | Registration, row: Registration) -> None:
    """The products with all that they hold, from the register or from a lapsed registration: both
    call what they hold by the same names.
    """
    lapsed = isinstance(source, Registration)
    copied = {}
    products = source.products.prefetch_related(*(holding.name for holding in HOLDINGS))
    for sequence, product in enumerate(
        products if lapsed else products.filter(is_active=True), start=1
    ):
        copy = RegisteredProduct.objects.create(
            registration=row,
            product_id=product.product_id if lapsed else product.pk,
            sequence=sequence,
            dropped=lapsed and product.dropped,
            **details_of(product, ProductDetails),
        )
        for holding in HOLDINGS:
            holding.model_of(copy).objects.bulk_create(holding.copies(product, copy))
        copied[product.pk] = copy
    _copy_files(source, row, copied)


def _copy_files(source: Producer | Registration, row: Registration, copied: Mapping) -> None:
    """Pictures and papers go along, as pointers to the same files. What an officer has only seen
    does not: that is for this quarter's officer to say.
    """
    if row.kind == Kind.CANCEL:
        return
    RegisteredEvidence.objects.bulk_create(
        RegisteredEvidence(
            registration=row, product=copied.get(each.product_id), added_at=row.entered_at,
            added_by_id=row.entered_by_id, **details_of(each, EvidenceDetails),
        )
        for each in source.evidence.filter(file__isnull=False).select_related("kind", "file")
        if each.product_id is None or each.product_id in copied
    )  # fmt: skip
