"""Workbooks that an office handed in, and what became of their rows. Unfinished work is the own
office's alone, like what somebody is typing.
"""

from collections import namedtuple
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from registration.enums import RegistrationState
from registration.models import (
    CommitProgress,
    Producer,
    Registration,
    StagedImport,
    StagedRow,
)
from registration.scoping import NOTHING, Jurisdiction

_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.LAPSED)
Identity = namedtuple("Identity", "pk number kind citizen_id_index name_key person_key")
Registered = namedtuple("Registered", "number state citizen_id_index name_key person_key")


def visible(by: Jurisdiction) -> QuerySet[StagedImport]:
    """Imports of the own office, without the bytes of their files."""
    rows = StagedImport.objects.filter(_own(by, "filing__district"))
    return rows.select_related(
        "filing__quarter", "filing__district__province", "received_by", "committed_by", "old_list"
    ).defer("content", "old_list__content", "old_list__table")


def import_for(by: Jurisdiction, pk: int) -> StagedImport:
    """Raises ``StagedImport.DoesNotExist`` for another office's as for none at all."""
    return visible(by).get(pk=pk)


def listed(by: Jurisdiction, *, district: str, quarter: str) -> QuerySet[StagedImport]:
    """Imports of a filing, the newest first."""
    return visible(by).filter(filing__district=district, filing__quarter=quarter)


def commit_progress(row: StagedImport) -> tuple[int, int] | None:
    """How many rows of how many the commit of ``row`` has done that runs at this instant; ``None``
    where none runs. Whoever commits holds the row's lock, so a server that was killed leaves
    nothing that looks like work. SQLite has no such lock.
    """
    if not connection.features.has_select_for_update_skip_locked:
        return None
    unlocked = StagedImport.objects.filter(pk=row.pk).select_for_update(
        skip_locked=True, of=("self",)
    )
    with transaction.atomic():
        if unlocked.values_list("pk").first():
            return None
    told = CommitProgress.objects.filter(staged=row.pk).values_list("n_done", "n_all").first()
    return told or (0, 0)


def content_of(by: Jurisdiction, pk: int) -> bytes:
    """The file as it was received; empty once it is no longer kept."""
    rows = StagedImport.objects.filter(_own(by, "filing__district"))
    return rows.values_list("content", flat=True).get(pk=pk)


def rows(by: Jurisdiction, staged: int, *, verdict: str = "") -> QuerySet[StagedRow]:
    """Rows of an import in the order of the file."""
    found = StagedRow.objects.filter(_own(by, "staged__filing__district"), staged=staged)
    found = found.select_related("registration__filing")
    return (found.filter(verdict=verdict) if verdict else found).order_by("pk")


def problems(by: Jurisdiction, staged: int, *, warnings: bool | None = None) -> list[dict]:
    """Everything that is wrong with the rows of an import (``warnings``: only odd; by default
    both), in the order of the file.
    """
    found = rows(by, staged).exclude(problems=[]).values_list("problems", flat=True)
    return [each for row in found for each in row if warnings in (None, each["is_warning"])]


def identities(by: Jurisdiction, filing: int) -> list[Identity]:
    """Who stands in a filing, by what tells one from another."""
    found = Registration.objects.filter(_own(by, "filing__district"), filing=filing)
    found = found.exclude(state__in=_GONE).order_by("sequence")
    return [
        Identity(*row)
        for row in found.values_list(
            "pk", "producer__number", "kind", "citizen_id_index", "name_key", "person_key"
        )
    ]


def registered(by: Jurisdiction, district: str) -> list[Registered]:
    """Who stands in the register of the own district, also cancelled, by what tells one from
    another.
    """
    found = Producer.objects.filter(_own(by, "district"), district=district).order_by("number")
    return [Registered(*row) for row in found.values_list(*Registered._fields)]


def lines_of_same_file(by: Jurisdiction, filing: int, sha256: str) -> dict[tuple[str, int], int]:
    """What became of each line when the very same file was committed before: the registration by
    sheet and row.
    """
    found = _committed(by).filter(staged__filing=filing, staged__sha256=sha256)
    found = found.exclude(registration__state__in=_GONE)
    return {
        (sheet, number): key
        for sheet, number, key in found.values_list("sheet", "number", "registration")
    }


def last_versions(by: Jurisdiction, registrations: Iterable[int]) -> dict[int, int]:
    """The version in which the same officer's last committed workbook left each registration."""
    found = _committed(by).filter(
        registration__in=list(registrations), staged__committed_by=by.officer_id
    )
    return dict(found.values_list("registration", "version"))


def _committed(by: Jurisdiction) -> QuerySet[StagedRow]:
    found = StagedRow.objects.filter(
        _own(by, "staged__filing__district"), staged__committed_at__isnull=False,
        registration__isnull=False, version__gt=0,
    )  # fmt: skip
    return found.order_by("pk")


def _own(by: Jurisdiction, district: str) -> Q:
    return Q(**{district: by.district}) if by.district else NOTHING
