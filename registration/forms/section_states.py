"""How far each part of a registration is: plain decisions for the task list."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from registration.conditions import applies, holds
from registration.forms.sections import Section

# Never empty, so they tell nothing about whether somebody has begun.
_ALWAYS_FILLED = ("producer_type", "informant")


class SectionState(Enum):
    """``value`` is the badge's look, ``label`` its words."""

    ATTENTION = "rejected", _("ต้องตรวจดู")
    NOT_STARTED = "draft", _("ยังไม่เริ่ม")
    IN_PROGRESS = "returned", _("ยังไม่ครบ")
    OPTIONAL = "withdrawn", _("ไม่บังคับ")
    DONE = "certified", _("ครบแล้ว")

    def __init__(self, look: str, label: str):
        self.look, self.label = look, label


@dataclass(frozen=True)
class Progress:
    """``n_missing`` are the gaps that keep the registration from being submitted."""

    state: SectionState
    n_missing: int


def of_section(
    section: Section, row, gaps: Iterable[str], pointed: Collection[str] = ()
) -> Progress:
    """``gaps`` are places of what is missing (one for each problem), ``pointed`` places of remarks
    and of unanswered cautions.
    """
    names = {name for name in section.names if applies(name, row)}
    n_missing = sum(place in names for place in gaps)
    begun = any(holds(getattr(row, name)) for name in names if name not in _ALWAYS_FILLED)
    return Progress(_state(n_missing, begun, bool(names & set(pointed))), n_missing)


def of_rows(rows: Collection, gaps: Iterable[str], pointed: Collection[str], key: str) -> Progress:
    """The same for what is typed on pages of its own (products, evidence); places begin with
    ``key``.
    """
    n_missing = sum(place.startswith(key) for place in gaps)
    flagged = any(place.startswith(key) for place in pointed)
    return Progress(_state(n_missing, bool(rows), flagged), n_missing)


def _state(n_missing: int, begun: bool, flagged: bool) -> SectionState:
    if flagged:
        return SectionState.ATTENTION
    if n_missing:
        return SectionState.IN_PROGRESS if begun else SectionState.NOT_STARTED
    return SectionState.DONE if begun else SectionState.OPTIONAL
