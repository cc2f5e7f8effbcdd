"""What a sheet and a column of the workbook are, and what people may write where."""

import dataclasses
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from registration.sheets.titles import NEEDED_MARK
from registration.spelling import fold


class Deed(TextChoices):
    """What a row of producers asks for; a row without one is left alone."""

    NEW = "NEW", _("ลงทะเบียนใหม่")
    UPDATE = "UPDATE", _("ปรับปรุงข้อมูล")
    SAME = "SAME", _("ยืนยันไม่เปลี่ยนแปลง")
    CANCEL = "CANCEL", _("ยกเลิกจากทะเบียน")


class ValueKind(Enum):
    """How the text of a cell is read."""

    TEXT = auto()
    LONG = auto()  # several lines
    CITIZEN_ID = auto()  # written masked; masked or empty means unchanged
    AMOUNT = auto()  # a number, or a number as people write it
    COUNT = auto()
    YES_NO = auto()
    CHOICE = auto()
    CODES = auto()  # several of a list in one cell
    MATERIALS = auto()  # "name (source) / name (source)"
    DAY = auto()
    PARTIAL_DAY = auto()
    PRODUCER = auto()  # a number of the register
    NUMBER = auto()  # a running number or a key of ours
    SHOWN = auto()  # written for people, never read


@dataclass(frozen=True)
class Column:
    """One column. ``key`` is the field's name where it is a field of the form.

    ``choices`` are what may be chosen, as value and label; ``retired`` what stands only where it
    was chosen before. ``needed`` says that nothing can be submitted without it, ``needed_when``
    when that is. ``locked`` and ``hidden`` columns are the program's own.
    """

    key: str
    header: str
    note: str = ""
    kind: ValueKind = ValueKind.TEXT
    choices: tuple[tuple[Any, str], ...] = ()
    width: int = 16
    needed: bool = False
    hidden: bool = False
    needed_when: str = ""
    section: str = ""
    locked: bool = False
    retired: tuple[tuple[Any, str], ...] = ()
    field: forms.Field | None = dataclasses.field(default=None, repr=False, compare=False)
    lists: Any = dataclasses.field(default=None, repr=False, compare=False)

    @cached_property
    def memory(self) -> dict[str, Any]:
        """Room for whoever reads thousands of cells of this column."""
        return {}

    @property
    def title(self) -> str:
        """What stands in row 1; brackets begin a line, for Thai breaks anywhere."""
        header = self.header.replace(" (", "\n(")
        return f"{header}\n{NEEDED_MARK}" if self.needed else header

    @cached_property
    def values_by_text(self) -> dict[str, Any]:
        """Whatever people may write for a value, folded: its label, its name alone, its code."""
        found: dict[str, Any] = {}
        twice = set()
        everything = (*self.choices, *self.retired)
        for value, label in everything:
            found.setdefault(fold(label), value)
        for value, _label in everything:
            name = fold(getattr(value, "name", ""))
            twice |= {name} & found.keys()
            if name:
                found.setdefault(name, value)
        for value, _label in everything:
            for code in (getattr(value, "code", value), getattr(value, "pk", None)):
                if isinstance(code, str):
                    found.setdefault(fold(code), value)
            if isinstance(value, int):  # of "5 stars" the number alone
                found.setdefault(str(value), value)
        labels = {fold(label) for _value, label in everything}
        return {text: value for text, value in found.items() if text in labels or text not in twice}

    @cached_property
    def labels_by_value(self) -> dict[Any, str]:
        return dict((*self.retired, *self.choices))
