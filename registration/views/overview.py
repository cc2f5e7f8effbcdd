"""Provinces of a quarter in one table: shared by the department's dashboard and the closing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registration.enums import CertificationState, RegistrationState
from registration.selectors import certifications, progress

_S = RegistrationState
_UNDECIDED = (_S.SUBMITTED, _S.RETURNED)


@dataclass(frozen=True)
class ProvinceRow:
    """One province. ``n_lapsing`` is what a closing now would let lapse, or what a closed quarter
    did. ``state`` and ``label`` say of a closed quarter whether the province had announced.
    """

    province: object
    state: str
    label: str
    announced_at: object
    n_filings: int
    n_handed_over: int
    n_draft: int
    n_undecided: int
    n_certified: int
    n_lapsing: int


def overview_rows(by, quarter: str) -> list[ProvinceRow]:
    """Two queries, however many provinces."""
    return rows_of(certifications.overview(by, quarter), progress.by_province(by, quarter))


def rows_of(found, counts: Mapping[str, Counter]) -> list[ProvinceRow]:
    """From certifications as ``overview`` reads them and ``counts`` by province and state."""
    return [_row(each, counts.get(each.province_id, Counter())) for each in found]


def _row(certification, n: Counter) -> ProvinceRow:
    waiting = certification.state == CertificationState.WAITING
    state, label = certification.state, CertificationState(certification.state).label
    if certification.state == CertificationState.CLOSED:
        state, label = CertificationState.ANNOUNCED, CertificationState.ANNOUNCED.label
        if certification.announced_at is None:
            state, label = RegistrationState.LAPSED, _("ไม่ได้ประกาศรับรอง")
    undecided = sum(n[state] for state in _UNDECIDED)
    return ProvinceRow(
        province=certification.province,
        state=state,
        label=label,
        announced_at=certification.announced_at,
        n_filings=certification.n_filings,
        n_handed_over=certification.n_handed_over,
        n_draft=n[_S.DRAFT],
        n_undecided=undecided,
        n_certified=n[_S.CERTIFIED] + n[_S.CLOSED],
        n_lapsing=n[_S.LAPSED] + n[_S.DRAFT] + undecided + (n[_S.CERTIFIED] if waiting else 0),
    )


def overview_total(rows: list[ProvinceRow]) -> dict[str, int]:
    names = (
        "n_filings",
        "n_handed_over",
        "n_draft",
        "n_undecided",
        "n_certified",
        "n_lapsing",
    )
    total = {name: sum(getattr(row, name) for row in rows) for name in names}
    total["n_announced"] = sum(row.announced_at is not None for row in rows)
    total["n_provinces"] = len(rows)
    return total
