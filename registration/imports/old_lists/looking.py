"""What a mapped list would bring, cut to the area of whoever looks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from registration import validators
from registration.imports.old.gazetteer import in_words
from registration.imports.old.shapes import Left, OldProducer
from registration.imports.old_lists import reading
from registration.models import OldList
from registration.scoping import Jurisdiction
from registration.selectors import old_lists
from registration.sheets.texts import without_ids

_FIRST, _MOST = 20, 50


@dataclass(frozen=True)
class Shown:
    """A producer as it will read; ``why`` says why it is not taken."""

    rows: str
    name: str
    person: str
    citizen_id: str = ""
    kind: str = ""
    place: str = ""
    phone: str = ""
    products: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Found:
    """Numbers of the own area, its first producers, and what of an own list is left out.

    Of a province's list a district sees its own producers and nothing else, not even how many
    others there are.
    """

    n_producers: int
    n_products: int
    n_noted: int
    first: list[Shown]
    n_elsewhere: int
    elsewhere: list[Shown]
    n_left: int
    left: list[Left]
    n_unknown_words: int


def found(by: Jurisdiction, row: OldList) -> Found:
    """What of a mapped list concerns whoever looks."""
    counts = row.counts if row.district_id == by.district else {}
    own = counts or row.counts["districts"].get(by.district, {})
    first = old_lists.producers(by, row.pk)[:_FIRST]
    elsewhere = old_lists.elsewhere(by, row.pk)[:_MOST]
    left = old_lists.others(by, row.pk)[:_MOST]
    return Found(
        n_producers=own.get("producers", 0),
        n_products=own.get("products", 0),
        n_noted=own.get("noted", 0),
        first=[_shown(reading.producer_of(each)) for each in first],
        n_elsewhere=counts.get("elsewhere", 0),
        elsewhere=[_shown_elsewhere(reading.producer_of(each)) for each in elsewhere],
        n_left=counts.get("left", 0),
        left=[Left(each.number, **each.told) for each in left],
        n_unknown_words=counts.get("unknown", 0),
    )


def _shown_elsewhere(each: OldProducer) -> Shown:
    return replace(_shown(each), why=_why(each))


def _shown(each: OldProducer) -> Shown:
    """A producer for a page: the citizen ID masked, and taken out of everything else."""
    cell = each.line.cell
    person = (cell("person_title"), cell("person_first_name"), cell("person_last_name"))
    return Shown(
        rows=_rows(each.rows),
        name=without_ids(cell("name")),
        person=without_ids(" ".join(filter(None, (f"{person[0]}{person[1]}", person[2])))),
        citizen_id=_masked(cell("citizen_id")),
        kind=cell("producer_type"),
        place=without_ids(" ".join(_place(cell))),
        phone=without_ids(" / ".join(filter(None, (cell("mobile"), cell("phone"))))),
        products=tuple(map(_product, each.line.products)),
        notes=reading.notes(each),
    )


def _why(each: OldProducer) -> str:
    if each.district is None:
        return each.place.note or _("ไม่รู้อำเภอ")
    return _("อยู่นอกพื้นที่ของท่าน (%(place)s)") % {"place": in_words(each.district)}


def _place(cell) -> Iterable[str]:
    yield cell("site_house_no")
    if cell("site_moo"):
        yield _("หมู่ %(moo)s") % {"moo": cell("site_moo")}
    yield cell("site_village")
    yield _named(cell("site_subdistrict"))


def _named(subdistrict: str) -> str:
    """A subdistrict by its code, with its district; a text that is no code stays."""
    return " ".join(in_words(subdistrict).split()[:2]) or subdistrict


def _product(line) -> str:
    kind = line.cell("product_type")
    return without_ids(f"{line.cell('name')} · {kind}" if kind else line.cell("name"))


def _masked(text: str) -> str:
    digits = "".join(letter for letter in text if letter.isdecimal())
    return validators.mask_citizen_id(digits) if len(digits) == 13 else ""


def _rows(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return str(numbers[0])
    return ", ".join(map(str, numbers[:4])) + ("…" if len(numbers) > 4 else "")
