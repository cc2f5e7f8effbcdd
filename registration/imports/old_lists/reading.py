"""The rows of a list as a mapping reads them, kept with the list: reading 5,000 rows takes seconds,
and a page shows twenty of them.
"""

from django.utils.translation import gettext as _

from registration.errors import InvalidValue
from registration.imports.old.producers import gather
from registration.imports.old.shapes import Left, Mapping, OldProducer, Place
from registration.imports.registrations.gathering import line_of
from registration.models import OldRow
from registration.services.old_lists import NewRow
from registration.sheets.columns import Lists
from registration.sheets.reading import Table
from registration.sheets.texts import without_ids


def rows(table: Table, mapping: Mapping, lists: Lists, area: str) -> list[NewRow]:
    """Everything that stands in a table, as it is kept with its list. ``area`` is whose list it is.

    Raises ``InvalidValue`` where by this mapping nothing could ever be taken.
    """
    found = gather(table, mapping, lists, area)
    if not found.producers:
        raise InvalidValue(_("อ่านไม่พบผู้ผลิตเลย ให้ตรวจแถวหัวตารางและคอลัมน์ชื่อ"))
    if not any((each.district or "").startswith(area) for each in found.producers):
        raise InvalidValue(
            _(
                "อ่านอำเภอของท่านไม่ได้สักแถว ให้เลือกคอลัมน์อำเภอ ตำบล หรือรหัสพื้นที่ "
                "หรือเลือกพื้นที่ในส่วน “สิ่งที่เหมือนกันทุกแถว”"
            )
        )
    return [*map(_kept, found.producers), *map(_other, found.left)]


def producer_of(row: OldRow) -> OldProducer:
    """A producer as it was gathered."""
    told = row.told
    place = Place(district=row.district_code or None, note=told["note"])
    return OldProducer(place, line_of(told["line"]), told["rows"])


def notes(each: OldProducer) -> tuple[str, ...]:
    """What is said about a producer's cells, each sentence once."""
    said = [problem["sentence"] for line in each.line.lines() for problem in line.problems]
    return tuple(dict.fromkeys(map(without_ids, said)))


def _kept(each: OldProducer) -> NewRow:
    return NewRow(
        number=each.line.number,
        content={"line": each.line.kept(), "rows": each.rows, "note": each.place.note},
        district=each.district or "",
        n_products=len(each.line.products),
        n_notes=len(notes(each)),
    )


def _other(each: Left) -> NewRow:
    content = {"text": without_ids(each.text), "why": each.why}
    return NewRow(number=each.number, content=content, is_producer=False)
