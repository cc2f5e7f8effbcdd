"""The text of a cell to the value that the page's form would pass on.

A field's own ``clean`` and the rules that every door asks say what is wrong, so a cell is refused
with the page's sentence. Only choices have one of ours: nobody can mistype a choice on a page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.forms import Field, ModelChoiceField
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from registration import eligibility, validators
from registration.enums import Informant
from registration.errors import InvalidValue
from registration.forms.producer_numbers import NOT_FOUND, number_of
from registration.sheets.shapes import Column, ValueKind
from registration.sheets.texts import BREAKS, is_masked, without_ids
from registration.spelling import fold

_K = ValueKind
_YES = frozenset(map(fold, ("ใช่", "มี", "ใช", "yes", "y", "true", "1", "/", "✓", "✔", "☑")))
_NO = frozenset(map(fold, ("ไม่ใช่", "ไม่มี", "ไม่", "no", "n", "false", "0", "-", "☐")))
_PREFIXES = ("ตำบล", "ต.", "แขวง", "จังหวัด", "จ.")
_NEAR = 70
_MOST_MATERIALS = 20
# What the page has ticked already.
_UNTOUCHED = {"informant": Informant.SELF}


def value(column: Column, cell: str, today: date, stored: Any = None) -> Any:
    """What the page's form would pass on to the services for what stands in a cell.

    Raises ``InvalidValue`` with the remedy. ``stored`` is what the row holds now: a retired choice
    is taken only where it was chosen before. A citizen ID that is masked or empty is '': unchanged.
    """
    way = column.memory.get("way") or column.memory.setdefault("way", _way(column))
    cell = cell.strip()
    if not cell:
        return way.empty() if callable(way.empty) else way.empty
    if stored is None and cell in way.known:
        found = way.known[cell]
        return list(found) if isinstance(found, list) else found
    read = way.read(column, cell, stored)
    if way.is_detail:
        read = eligibility.clean_value(column.key, read, today)
    if stored is None and way.remembers:
        way.known[cell] = list(read) if isinstance(read, list) else read
    return read


@dataclass(frozen=True)
class _Way:
    """How the cells of one column are read, decided once. ``known`` are choices read before."""

    read: Callable[[Column, str, Any], Any]
    empty: Any
    is_detail: bool
    remembers: bool
    known: dict[str, Any] = field(default_factory=dict)


def _way(column: Column) -> _Way:
    return _Way(
        read=_READERS[column.kind],
        empty=_empty(column),
        is_detail=column.field is not None and column.key not in _OF_ROWS,
        remembers=column.kind in (_K.CHOICE, _K.CODES, _K.YES_NO),
    )


# Fields of the small rows below a product: ``goods`` reads each row as a whole.
_OF_ROWS = frozenset(
    ("standard", "number", "issuer", "issued_on", "expires_on", "kind", "holder", "registered_on")
)


def _empty(column: Column) -> Any:
    """What an empty cell means: a value, or what makes one or raises."""
    if column.kind is _K.CODES or column.kind is _K.MATERIALS:
        return list
    if column.kind is _K.YES_NO:
        return False
    if column.field is None:
        return "" if column.kind in (_K.CHOICE, _K.TEXT, _K.SHOWN) else None
    if column.field.required:
        return partial(_refuse_empty, column.field)
    if column.kind is _K.CHOICE:
        is_row = isinstance(column.field, ModelChoiceField)
        return _UNTOUCHED.get(
            column.key, None if is_row else getattr(column.field, "empty_value", "")
        )
    if column.kind in (_K.AMOUNT, _K.COUNT, _K.DAY, _K.PRODUCER):
        return None
    return getattr(column.field, "empty_value", "")


def _refuse_empty(field: Field) -> NoReturn:
    raise InvalidValue(str(field.error_messages["required"]))


def _field(column: Column, cell: str, _stored) -> Any:
    if column.field is None:
        return validators.normalise_text(cell)
    try:
        return column.field.clean(cell)
    except ValidationError as error:
        raise InvalidValue(" ".join(error.messages)) from error


def _citizen_id(column: Column, cell: str, stored) -> str:
    return "" if is_masked(cell) else _field(column, cell, stored)


def _yes_no(column: Column, cell: str, _stored) -> bool:
    folded = fold(cell)
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise InvalidValue(_("ช่องนี้ใส่ได้เพียง ใช่ หรือ ไม่ใช่ กรุณาเลือกจากรายการของช่อง"))


def _choice(column: Column, cell: str, stored) -> Any:
    known = column.values_by_text
    folded = fold(cell)
    if folded not in known:
        bare = next((cell[len(each) :] for each in _PREFIXES if cell.startswith(each)), cell)
        folded = fold(bare)
    if folded not in known:
        raise InvalidValue(_unknown(column, cell))
    return _still(column, known[folded], stored)


def _still(column: Column, found: Any, stored) -> Any:
    """A retired choice where it was chosen before."""
    kept = stored if isinstance(stored, list) else [stored]
    if found not in kept and any(found == each for each, _label in column.retired):
        raise InvalidValue(
            _("“%(text)s” เลิกใช้แล้ว ให้เลือกจากรายการของช่องนี้")
            % {"text": column.labels_by_value[found]}
        )
    return found


def _unknown(column: Column, cell: str) -> str:
    shown = {"text": without_ids(cell if len(cell) <= 60 else f"{cell[:60]}…")}
    sentence = _("“%(text)s” ไม่อยู่ในรายการของช่องนี้ ให้เลือกจากรายการ") % shown
    labels = [label for _value, label in column.choices]
    near = process.extractOne(cell, labels, scorer=fuzz.WRatio, score_cutoff=_NEAR)
    guess = _("น่าจะหมายถึง “%(near)s”")
    return f"{sentence} {guess % {'near': near[0]}}" if near else sentence


def _codes(column: Column, cell: str, stored) -> list[str]:
    """The longest names first: a name may itself hold what separates two of them."""
    found = [_still(column, code, stored or []) for code in _named(column, cell)]
    order = [code for code, _label in (*column.choices, *column.retired)]
    rows = {row.code: n for n, row in enumerate(column.lists.coded[column.key])}
    return sorted(set(found), key=lambda code: rows.get(code, order.index(code)))


def _named(column: Column, cell: str) -> Iterator[str]:
    known = sorted(column.values_by_text.items(), key=lambda pair: -len(pair[0]))
    rest = "\n".join(fold(line) for line in cell.splitlines())
    while rest := rest.lstrip("/,;\n"):
        for name, code in known:
            if rest.startswith(name) and (len(rest) == len(name) or rest[len(name)] in "/,;\n"):
                yield code
                rest = rest[len(name):]  # fmt: skip
                break
        else:
            raise InvalidValue(_unknown(column, _piece(cell, BREAKS.split(rest)[0])))


def _piece(cell: str, folded: str) -> str:
    """A part of a cell as it was typed."""
    return next((part.strip() for part in BREAKS.split(cell) if fold(part) == folded), folded)


def _materials(column: Column, cell: str, _stored) -> list[dict]:
    sources = "|".join(re.escape(label) for _value, label in column.choices)
    pattern = re.compile(rf"\s*(.+?)\s*\(\s*({sources})\s*\)\s*(?:[/,;\n]+|$)", re.DOTALL)
    by_label = {label: source for source, label in column.choices}
    found, place = [], 0
    cell = cell.rstrip("/,;\n ")
    while place < len(cell):
        match = pattern.match(cell, place)
        if match is None:
            raise InvalidValue(
                _("วัตถุดิบแต่ละแถวต้องมีทั้งชื่อและแหล่งที่มา พิมพ์เช่น เส้นไหม (ในชุมชน) / สีย้อม (ในจังหวัด)")
            )
        found.append({"name": _field(column, match[1], None), "source": str(by_label[match[2]])})
        place = match.end()
    if len(found) > _MOST_MATERIALS:
        raise InvalidValue(_("กรอกวัตถุดิบได้ไม่เกิน %(n)d รายการ") % {"n": _MOST_MATERIALS})
    return found


def _lines(column: Column, cell: str, stored) -> str:
    """Names may also stand on one line, where nothing else can be meant."""
    if column.key == "member_names" and "\n" not in cell:
        cell = re.sub(r"\s*[/;,]\s*", "\n", cell)
    return _field(column, cell, stored)


def _producer(column: Column, cell: str, _stored) -> Any:
    found = column.lists.survivor(number_of(cell))
    if found is None:
        raise InvalidValue(str(NOT_FOUND))
    return found


def _number(column: Column, cell: str, _stored) -> int:
    digits = validators.plain_number(cell)
    if not re.fullmatch("[0-9]{1,9}", digits):
        raise InvalidValue(_("ใส่เลขลำดับเป็นจำนวนเต็ม เช่น 12"))
    return int(digits)


def _shown(_column: Column, cell: str, _stored) -> str:
    return cell


_READERS: dict[ValueKind, Callable[[Column, str, Any], Any]] = {
    **dict.fromkeys(ValueKind, _field),
    _K.LONG: _lines, _K.CITIZEN_ID: _citizen_id, _K.YES_NO: _yes_no, _K.CHOICE: _choice,
    _K.CODES: _codes, _K.MATERIALS: _materials, _K.PRODUCER: _producer, _K.NUMBER: _number,
    _K.SHOWN: _shown,
}  # fmt: skip
