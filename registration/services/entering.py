"""Entering registrations into a filing: one, or thousands in as many statements.

Every row is made in memory by the same rules; then all are written. Called by services inside
their transaction.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from registration import eligibility, workflow
from registration.enums import Kind, ProducerState, RegistrationState, Step
from registration.errors import Refusal, Refused
from registration.models import (
    HOLDINGS,
    EvidenceDetails,
    Filing,
    JournalEntry,
    Producer,
    ProducerDetails,
    ProducerEvidence,
    Product,
    ProductDetails,
    RegisteredEvidence,
    RegisteredProduct,
    Registration,
    detail_names,
    details_of,
)
from registration.scoping import Jurisdiction
from registration.selectors import situations
from registration.services import (
    editors,
    encounters,
    filings,
    goods,
    journal,
    reasons,
    states,
    transfers,
    typed,
)
from registration.services.goods import Goods, Made

_OVER = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED)
# What of them goes on when a lapsed registration is taken up again.
_WHY_CANCELLED = ("cancel_reason", "cancel_note", "merge_into")
_PART = 500  # rows of one statement: more would only fill the memory


@dataclass(eq=False)
class Entered:
    """A registration not yet stored; its ``goods`` may be changed until it is."""

    row: Registration
    after: dict
    goods: Goods


class Entering:
    """Registrations on their way into one filing, whose lock is held from here on.

    ``add`` and ``take_up`` say at once what is wrong with one row and leave the others as they
    are; ``write`` stores all that were added. Raises ``Filing.DoesNotExist`` for another area's
    filing, ``Refused`` where nothing may be entered now.
    """

    def __init__(self, by: Jurisdiction, on: datetime, district: str, quarter: str):
        self.by, self.on = by, on
        self.filing: Filing = filings.locked(by, district=district, quarter=quarter)
        situation = situations.of_filing(by, self.filing, on)
        states.demand(workflow.entry_refusal(situation))
        with journal.in_thai():
            self._permit = situation.permit(Step.ENTRY) or ""
        self._producers: dict[str, Producer] = {}
        self._agreed: dict[int, str] = {}
        self._taken: set[int] = set()
        self._entered: list[Entered] = []

    def lock(self, producers: Iterable[str]) -> None:
        """Lock producers by their numbers and read them with all that their copies take along."""
        rows = (
            Producer.objects.select_for_update(of=("self",))
            .select_related("legal_form", "site_subdistrict", "contact_province")
            .filter(number__in=set(producers))
            .order_by("number")
        )
        found = {row.pk: row for row in rows}
        live = Registration.objects.filter(producer__in=found, quarter=self.filing.quarter_id)
        # Whoever registers a producer holds its lock, so this does not change any more.
        self._taken |= set(live.exclude(state__in=_OVER).values_list("producer", flat=True))
        self._agreed |= transfers.agreed_for(found.values())
        made = Product.objects.filter(is_active=True)
        _read_copied(found.values(), made, ProducerEvidence)
        self._producers |= {row.number: row for row in found.values()}

    def add(self, kind: str, values: Mapping | None = None, producer: str = "") -> Entered:
        """Make a draft. UPDATE and CANCEL name the ``producer`` by number and start as its copy.

        Raises ``Incomplete`` with every value that cannot be stored, ``Refused`` when the producer
        already has a live registration in the quarter, ``Producer.DoesNotExist`` for another
        district's producer.
        """
        row = Registration(filing=self.filing, quarter=self.filing.quarter, kind=kind)
        source = None
        if kind != Kind.NEW:
            source = row.producer = self._registered(producer, kind)
            typed.assign(row, details_of(source, ProducerDetails))
            _leave_site_behind(row, self.filing.district_id)
        changes = typed.cleaned(values or {}, self.filing, self.on)
        changes |= typed.emptied(row, changes)
        typed.assign(row, changes)
        return self._kept(row, source, {"kind": kind, **changes})

    def take_up(self, registration: int) -> Entered:
        """Make a draft that takes up a registration of the district that lapsed in an earlier
        quarter: the same kind, a copy of all it held, not yet declared.

        Raises ``Registration.DoesNotExist`` where there is no such lapsed one, ``Refused`` when it
        was taken up already or its producer has a live registration in the quarter.
        """
        filing = self.filing
        source = Registration.objects.get(
            pk=registration, filing__district=filing.district_id, quarter__lt=filing.quarter_id,
            state=RegistrationState.LAPSED,
        )  # fmt: skip
        if source.carried.exclude(state__in=_OVER).exists():
            raise _already()
        row = Registration(
            filing=filing, quarter=filing.quarter, kind=source.kind, carried_from=source
        )
        if source.producer_id:
            row.producer = self._registered(source.producer.number, source.kind)
        typed.assign(row, details_of(source, ProducerDetails))
        typed.assign(row, {name: getattr(source, name) for name in _WHY_CANCELLED})
        _read_copied([source], RegisteredProduct.objects.all(), RegisteredEvidence)
        return self._kept(row, source, {"kind": row.kind, "carried_from": str(source)})

    def write(self) -> list[Registration]:
        """Store what was added since the last time, in that order.

        Raises ``Refused`` where too many people of other areas are met by their citizen IDs.
        """
        made, self._entered = self._entered, []
        for start in range(0, len(made), _PART):
            self._write(made[start : start + _PART])
        return [each.row for each in made]

    def _registered(self, number: str, kind: str) -> Producer:
        if number not in self._producers:
            self.lock([number])
        if number not in self._producers:
            raise Producer.DoesNotExist
        row = self._producers[number]
        agreed = self._agreed.get(row.pk)
        transfers.demand_registrable(row, agreed, self.filing.district_id, kind)
        if row.state != ProducerState.ACTIVE:
            raise Refused(Refusal("cancelled", _("ผู้ผลิตรายนี้ยกเลิกแล้ว ถ้ากลับมาผลิตอีกให้ลงทะเบียนใหม่")))
        if row.pk in self._taken:
            raise _already()
        return row

    def _kept(self, row: Registration, source: Model | None, after: dict) -> Entered:
        if row.producer_id:
            self._taken.add(row.producer_id)
        copies = list(_copies(source, row)) if source is not None else []
        entered = Entered(row, after, Goods(row, self.on, copies))
        self._entered.append(entered)
        return entered

    def _write(self, made: list[Entered]) -> None:
        by, on, filing = self.by, self.on, self.filing
        rows = [each.row for each in made]
        encounters.saved(by=by, on=on, rows=[e.row for e in made if e.after.get("citizen_id")])
        for each, kept in zip(made, reasons.taken_over(rows, on), strict=True):
            row = each.row
            filing.last_sequence += 1
            row.sequence, row.kept_warnings = filing.last_sequence, kept
            row.entered_at, row.entered_by_id = on, by.officer_id
            if each.goods.edits:
                row.version += len(each.goods.edits)
                row.edited_at, row.edited_by_id = on, by.officer_id
        filing.save(update_fields=["last_sequence"])
        Registration.objects.bulk_create(rows)
        goods.store(each.goods for each in made)
        _copy_files(made)
        editors.remember([row.pk for row in rows], by.officer_id)
        editors.hand_down({row.carried_from_id: row.pk for row in rows if row.carried_from_id})
        journal.record_many([entry for each in made for entry in self._entries(each)])

    def _entries(self, each: Entered) -> Iterator[JournalEntry]:
        told = (("registration.enter", {}, each.after), *each.goods.edits)
        for action, before, after in told:
            yield journal.entry_of(
                self.by, self.on, action, each.row, before=before, after=after, permit=self._permit
            )


def _already() -> Refused:
    return Refused(Refusal("already", _("ผู้ผลิตรายนี้มีรายการลงทะเบียนในไตรมาสนี้แล้ว ให้เปิดรายการเดิม")))


def _leave_site_behind(row: Registration, district: str) -> None:
    """Empty the production site of a producer that comes from elsewhere: it is typed anew."""
    if eligibility.site_problem(row.site_subdistrict_id, district):
        for name in detail_names(ProducerDetails):
            if name.startswith("site_") or name in ("latitude", "longitude"):
                known = Registration._meta.get_field(name)
                setattr(row, name, None if known.null else known.get_default())


def _read_copied(
    sources: Iterable[Producer | Registration], products: QuerySet, evidence: type[Model]
) -> None:
    """Products with all that they hold, and files, of the register or of lapsed registrations: both
    call what they hold by the same names.
    """
    wanted = Prefetch("products", goods.with_holdings(products))
    files = evidence.objects.filter(file__isnull=False).select_related("kind", "file")
    prefetch_related_objects(list(sources), wanted, Prefetch("evidence", files))


def _copies(source: Producer | Registration, row: Registration) -> Iterator[Made]:
    lapsed = isinstance(source, Registration)
    for sequence, product in enumerate(source.products.all(), start=1):
        copy = RegisteredProduct(
            registration=row,
            product_id=product.product_id if lapsed else product.pk,
            sequence=sequence,
            dropped=lapsed and product.dropped,
            **details_of(product, ProductDetails),
        )
        held = {holding.name: holding.copies(product, copy) for holding in HOLDINGS}
        yield Made(copy, held, product)


def _copy_files(made: list[Entered]) -> None:
    """Pictures and papers go along, as pointers to the same files. What an officer has only seen
    does not: that is for this quarter's officer to say.
    """
    rows = []
    for each in made:
        source = each.row.carried_from or each.row.producer
        if source is None or each.row.kind == Kind.CANCEL:
            continue
        copied = {made.source.pk: made.product for made in each.goods.products if made.source}
        rows += [
            RegisteredEvidence(
                registration=each.row, product=copied.get(found.product_id),
                added_at=each.row.entered_at, added_by_id=each.row.entered_by_id,
                **details_of(found, EvidenceDetails),
            )
            for found in source.evidence.all()
            if found.product_id is None or found.product_id in copied
        ]  # fmt: skip
    RegisteredEvidence.objects.bulk_create(rows)
