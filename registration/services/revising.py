"""Editing registrations that are filed: one, or hundreds in as many statements.

Each is changed in memory under its lock, by the same rules at every door; then all are written.
Called by services inside their transaction.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import Step
from registration.errors import Refusal, Refused
from registration.models import HOLDINGS, Filing, JournalEntry, RegisteredProduct, Registration
from registration.scoping import Jurisdiction, within
from registration.selectors import situations
from registration.services import (
    editors,
    encounters,
    filings,
    goods,
    journal,
    reasons,
    states,
    typed,
)
from registration.services.goods import Goods, Made
from registration.services.typed_goods import ANY, Held, key
from registration.workflow import Situation


@dataclass(eq=False)
class Revised:
    """A locked registration that its district may edit now. Under a return grant a change outside
    the flagged fields is ``Refused``.
    """

    row: Registration
    situation: Situation
    goods: Goods
    on: datetime
    edit_told: tuple[str, dict, dict] | None = None
    reasons_told: tuple[dict, dict] = ({}, {})

    def edit(self, values: Mapping) -> None:
        """Change fields; only what differs is written. Raises ``Incomplete``, ``Refused``."""
        row = self.row
        cleaned = typed.cleaned(values, row.filing, self.on)
        before = {
            name: getattr(row, name) for name in cleaned if getattr(row, name) != cleaned[name]
        }
        if not before:
            return
        changes = {name: cleaned[name] for name in before}
        demand_editable(self.situation, changes)
        emptied = typed.emptied(row, changes, workflow.editable_fields(self.situation))
        before = {name: getattr(row, name) for name in emptied} | before
        changes |= emptied
        typed.assign(row, changes)
        self.edit_told = ("registration.edit", before, changes)

    def add_products(self, products: Iterable[tuple[Mapping, Held]]) -> list[RegisteredProduct]:
        demand_editable(self.situation, {ANY})
        return self.goods.add(products)

    def edit_product(self, sequence: int, values: Mapping, held: Held) -> RegisteredProduct:
        made = self._at(sequence, key(sequence))
        self.goods.edit(made, values, held)
        return made.product

    def set_dropped(self, sequence: int, dropped: bool) -> None:
        self.goods.set_dropped(self._at(sequence, ANY), dropped)

    def told(self) -> list[tuple[str, dict, dict]]:
        """What the journal is to say, an entry for each edit: the first also of reasons that went
        away.
        """
        told = [*filter(None, [self.edit_told]), *self.goods.edits]
        if told:
            (action, before, after), (old, new) = told[0], self.reasons_told
            told[0] = (action, {**before, **old}, {**after, **new})
        return told

    def _at(self, sequence: int, flag: str) -> Made:
        demand_editable(self.situation, {flag})
        return self.goods.at(sequence)


class Revising:
    """Registrations of one filing on their way to being edited; the filing's lock is held from here
    on. ``write`` stores all that were changed.
    """

    def __init__(self, by: Jurisdiction, on: datetime, filing: int):
        """Raises ``Filing.DoesNotExist`` for another area's."""
        self.by, self.on = by, on
        self.filing: Filing = filings.locked(by, pk=filing)
        self._locked: dict[int, tuple[Registration, Situation]] = {}
        self._revised: list[Revised] = []

    def lock(self, registrations: Iterable[int]) -> None:
        """Lock registrations of the filing and read them with their products."""
        rows = list(
            Registration.objects.select_for_update(of=("self",))
            .filter(pk__in=set(registrations), filing=self.filing)
            .prefetch_related(Prefetch("products", goods.with_holdings(_FILED)))
            .order_by("pk")
        )
        for row in rows:
            row.filing = self.filing
        found = situations.of_registrations(self.by, rows, self.on) if rows else []
        self._locked |= {row.pk: pair for row, *pair in zip(rows, rows, found, strict=True)}

    def of(self, registration: int, version: int) -> Revised:
        """One of the locked registrations, to be changed. A stale ``version`` never overwrites.

        Raises ``Registration.DoesNotExist``, and ``Refused`` where nothing of it may be edited now.
        """
        if registration not in self._locked:
            raise Registration.DoesNotExist
        row, situation = self._locked[registration]
        states.demand(workflow.edit_refusal(situation))
        if row.version != version:
            raise Refused(states.stale())
        made = [Made(product, _held_by(product)) for product in row.products.all()]
        self._revised.append(Revised(row, situation, Goods(row, self.on, made), self.on))
        return self._revised[-1]

    def write(self) -> list[Registration]:
        """Store what was changed since the last time; returns the registrations, changed or not.

        Raises ``Refused`` where too many people of other areas are met by their citizen IDs.
        """
        revised, self._revised = self._revised, []
        changed = [each for each in revised if each.told()]
        if changed:
            self._write(changed)
        return [each.row for each in revised]

    def _write(self, changed: list[Revised]) -> None:
        by, on = self.by, self.on
        named = [each for each in changed if each.edit_told and each.edit_told[2].get("citizen_id")]
        encounters.saved(by=by, on=on, rows=[each.row for each in named])
        columns = {"version", "edited_at", "edited_by", "kept_warnings"}
        for each in changed:
            row = each.row
            row.version += len(each.told())
            row.edited_at, row.edited_by_id = on, by.officer_id
            if each.edit_told:
                columns |= typed.columns(each.edit_told[2])
            _keep_reasons(each)
        rows = [each.row for each in changed]
        # One statement for all: an update with a case for each row costs ten times as much.
        Registration.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["pk"], update_fields=sorted(columns)
        )
        goods.store(each.goods for each in changed)
        editors.remember([row.pk for row in rows], by.officer_id)
        journal.record_many([entry for each in changed for entry in self._entries(each)])

    def _entries(self, each: Revised) -> Iterator[JournalEntry]:
        permit = permit_of(each.situation)
        for action, before, after in each.told():
            yield journal.entry_of(
                self.by, self.on, action, each.row, before=before, after=after, permit=permit
            )


def of_one(
    by: Jurisdiction, on: datetime, registration: int, version: int
) -> tuple[Revising, Revised]:
    """One registration under its locks, to be changed. Raises ``Registration.DoesNotExist`` for a
    foreign one, and what ``Revising.of`` raises.
    """
    area = within(by, "filing__district")
    filing = Registration.objects.values_list("filing_id", flat=True).get(area, pk=registration)
    revising = Revising(by, on, filing)
    revising.lock([registration])
    return revising, revising.of(registration, version)


def demand_editable(situation: Situation, names: Iterable[str]) -> None:
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


def permit_of(situation: Situation) -> str:
    """What allows the entering or editing, in words for the journal."""
    with journal.in_thai():
        return situation.permit(Step.ENTRY) or situation.grant_permit() or ""


_FILED = RegisteredProduct.objects.order_by("sequence")


def _held_by(product: RegisteredProduct) -> dict[str, list]:
    return {holding.name: list(getattr(product, holding.name).all()) for holding in HOLDINGS}


def _keep_reasons(each: Revised) -> None:
    """A reason goes away when its caution does."""
    row = each.row
    kept = reasons.still_asked(row, each.on)
    if kept != row.kept_warnings:
        each.reasons_told = ({"kept_warnings": row.kept_warnings}, {"kept_warnings": kept})
        row.kept_warnings = kept
