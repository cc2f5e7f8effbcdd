"""What is stored, as the rows of a file are compared with it: read for many rows at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from registration import workflow
from registration.enums import Kind
from registration.errors import Refusal
from registration.imports.registrations.gathering import Line
from registration.models import (
    HOLDINGS,
    Filing,
    ProducerDetails,
    Registration,
    StagedImport,
    blind_index,
    details_of,
)
from registration.scoping import Jurisdiction
from registration.selectors import imports, situations, workbooks
from registration.selectors.imports import Registered
from registration.services import identities


@dataclass
class Stored:
    """The live registrations and the carried-forward producers that some rows speak of, and what
    may be done with them now: which fields of each, and whether new ones may be entered.
    """

    registrations: dict[int, Registration]
    by_producer: dict[str, int]
    by_identity: dict[tuple, int]
    carried: dict[str, object]
    refusals: dict[int, Refusal | None]
    editable: dict[int, frozenset[str] | None]
    entry_refusal: Refusal | None
    continued: dict[int, int]
    at_line: dict[tuple[str, int], int] = field(default_factory=dict)
    registered: dict[tuple, Registered] = field(default_factory=dict)

    def registration_of(self, line: Line, values: dict) -> Registration | None:
        """The registration that a new producer's row has become already: by this very file, or
        because the same person and name stand in the filing.
        """
        key = self.at_line.get((line.sheet, line.number))
        return self.registrations.get(key or self.by_identity.get(identities.identity_of(values)))

    def in_register(self, values: dict) -> Registered | None:
        """The producer of the register that a row of an old list is: the same person, or the same
        name of business and person. Of a workbook's rows nothing is known here: what is typed
        there as new is meant, and the page of likely duplicates asks.
        """
        if not self.registered:
            return None
        index = blind_index(values.get("citizen_id") or "")
        names = tuple(identities.derived(values, key) for key in ("name_key", "person_key"))
        found = self.registered.get(("id", index)) if index else None
        return found or (self.registered.get(names) if all(names) else None)


def read(by: Jurisdiction, on: datetime, staged: StagedImport, lines: Iterable[Line]) -> Stored:
    """Everything that ``lines`` may be compared with, in as many queries for few as for many."""
    filing = staged.filing
    where = {"district": filing.district_id, "quarter": filing.quarter_id}
    lines = list(lines)
    filed = imports.identities(by, filing.pk)
    by_producer = {row.number: row.pk for row in filed if row.number}
    by_identity = identities.of_new(filed)
    at_line = imports.lines_of_same_file(by, filing.pk, staged.sha256)
    numbers = {line.cell("producer") for line in lines} - {""}
    wanted = {by_producer.get(number) for number in numbers}
    wanted |= {at_line.get((line.sheet, line.number)) for line in lines}
    wanted |= {int(key) for line in lines if (key := line.cell("registration")).isdecimal()}
    wanted |= _possible(lines, by_identity)
    rows = list(workbooks.filed(by, **where).filter(pk__in=wanted - {None}))
    for row in rows:
        row.filing = filing
    with situations.received(staged.received_at):
        found = situations.of_registrations(by, rows, on) if rows else []
        entry_refusal = workflow.entry_refusal(situations.of_filing(by, filing, on))
    of_rows = list(zip([row.pk for row in rows], found, strict=True))
    return Stored(
        registrations={row.pk: row for row in rows},
        by_producer=by_producer,
        by_identity=by_identity,
        carried={
            row.number: row for row in workbooks.carried(by, **where).filter(number__in=numbers)
        },
        refusals={key: workflow.edit_refusal(situation) for key, situation in of_rows},
        editable={key: workflow.editable_fields(situation) for key, situation in of_rows},
        entry_refusal=entry_refusal,
        continued=imports.last_versions(by, [row.pk for row in rows]),
        at_line=at_line,
        registered=_registered(by, filing.district_id) if staged.old_list_id else {},
    )


def _registered(by: Jurisdiction, district: str) -> dict[tuple, Registered]:
    found: dict[tuple, Registered] = {}
    for row in imports.registered(by, district):
        if row.citizen_id_index:
            found.setdefault(("id", row.citizen_id_index), row)
        if row.name_key and row.person_key:
            found.setdefault((row.name_key, row.person_key), row)
    return found


def copy_of(producer, filing: Filing, kind: str) -> Registration:
    """How a registration of a carried-forward producer would begin; never saved."""
    return Registration(
        filing=filing, quarter=filing.quarter, kind=kind, producer=producer,
        **details_of(producer, ProducerDetails),
    )  # fmt: skip


def begun(filing: Filing) -> Registration:
    """How a new registration would begin; never saved."""
    return Registration(filing=filing, quarter=filing.quarter, kind=Kind.NEW)


def held_by(product) -> dict[str, list[dict]]:
    """What a product holds, as its form's rows are typed."""
    return {
        holding.name: [
            {name: getattr(row, name) for name in holding.fields}
            for row in getattr(product, holding.name).all()
        ]
        for holding in HOLDINGS
    }


def _possible(lines: list[Line], by_identity: dict[tuple, int]) -> set[int]:
    """New rows are read before their identity is known, so every row of the same name is read."""
    names = {
        identities.derived({"name": line.cell("name")}, "name_key")
        for line in lines
        if not line.cell("producer")
    }
    return {key for identity, key in by_identity.items() if identity[1] in names}
