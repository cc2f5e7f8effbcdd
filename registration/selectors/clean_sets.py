"""The registrations that a province may certify together: carried unchanged, and a sample of them
looked at.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from registration import workflow
from registration.errors import Refusal
from registration.models import Certification, CleanCertification, Sample
from registration.scoping import Jurisdiction, within
from registration.selectors import exceptions, situations
from registration.selectors.exceptions import Found


@dataclass(frozen=True)
class Part:
    """The unchanged registrations of one filing. ``undrawn`` came after the last sample (or before
    any); ``drawn`` stand in one; ``mine`` are left to a colleague. ``refusal`` says why none of
    them may be certified now.
    """

    filing: int
    district: str
    district_name: str
    rows: tuple[Found, ...]
    undrawn: tuple[Found, ...]
    refusal: Refusal | None

    @property
    def drawn(self) -> list[Found]:
        return [each for each in self.rows if each.is_drawn]

    @property
    def unchecked(self) -> list[Found]:
        return [each for each in self.drawn if not each.is_checked]

    @property
    def mine(self) -> list[Found]:
        return [each for each in self.rows if each.is_mine]

    @property
    def ready(self) -> list[Found]:
        return [] if self.refusal else [each for each in self.rows if not each.is_mine]


@dataclass(frozen=True)
class CleanSet:
    """What is certified together in a district or province, and what is left out. ``refusal`` says
    why nothing is, where nothing is.
    """

    concerning: tuple[Found, ...]
    parts: tuple[Part, ...]
    refusal: Refusal | None

    @property
    def rows(self) -> list[Found]:
        return [each for part in self.parts for each in part.ready]

    @property
    def clean(self) -> list[Found]:
        return [each for part in self.parts for each in part.rows]

    @property
    def mine(self) -> list[Found]:
        return [each for part in self.parts if not part.refusal for each in part.mine]

    @property
    def held_back(self) -> list[Part]:
        return [part for part in self.parts if part.refusal]

    @property
    def digest(self) -> str:
        """Tells this very set, in these versions, from every other."""
        return digest_of(self.rows)


def digest_of(rows: Iterable[Found]) -> str:
    text = ",".join(f"{pk}:{version}" for pk, version in sorted((e.pk, e.version) for e in rows))
    return hashlib.sha256(text.encode()).hexdigest()


def clean_set(
    by: Jurisdiction, certification: Certification, on: datetime, *, district: str = ""
) -> CleanSet:
    """Every waiting registration of the province, or of one district, sorted."""
    found = exceptions.waiting(
        by, quarter=certification.quarter_id, province=certification.province_id, district=district
    )
    clean: dict[int, list[Found]] = defaultdict(list)
    for each in found:
        if each.is_clean:
            clean[each.filing].append(each)
    pools = _pools(clean)
    parts = [_part(by, certification, on, rows, pools[key]) for key, rows in clean.items()]
    concerning = tuple(each for each in found if not each.is_clean)
    return CleanSet(concerning, tuple(parts), _refusal(by, certification, on, parts))


def _pools(filings: Iterable[int]) -> dict[int, set[tuple[int, int]]]:
    """What was drawn from so far, by filing: keys with their versions."""
    pools: dict[int, set[tuple[int, int]]] = defaultdict(set)
    drawn = Sample.objects.filter(filing__in=list(filings)).values_list("filing", "pool")
    for filing, pool in drawn.order_by("pk"):
        pools[filing] |= {(int(key), version) for key, version in pool.items()}
    return pools


def _part(by, certification, on, rows: list[Found], pool: set) -> Part:
    undrawn = tuple(each for each in rows if (each.pk, each.version) not in pool)
    unchecked = sum(each.is_drawn and not each.is_checked for each in rows)
    situation = situations.of_clean(
        by, certification, on, undrawn=len(undrawn), unchecked=unchecked
    )
    first = rows[0]
    return Part(
        first.filing, first.district, first.district_name, tuple(rows), undrawn,
        workflow.clean_refusal(situation),
    )  # fmt: skip


def _refusal(by, certification, on, parts: list[Part]) -> Refusal | None:
    """Why nothing at all may be certified together."""
    if any(part.ready for part in parts):
        return None
    situation = situations.of_clean(
        by, certification, on,
        undrawn=sum(len(part.undrawn) for part in parts),
        unchecked=sum(len(part.unchecked) for part in parts),
    )  # fmt: skip
    return workflow.clean_refusal(situation)


def done(by: Jurisdiction, certification: Certification, digest: str) -> CleanCertification | None:
    """The act that certified the set of that digest, if there was one."""
    area = within(by, "", "certification__province")
    rows = CleanCertification.objects.filter(area, certification=certification, digest=digest)
    return rows.select_related("made_by").first()
