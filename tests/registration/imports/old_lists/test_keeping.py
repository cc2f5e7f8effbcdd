"""An old list is read once: what is kept is all that was read, and small."""

import pytest

from registration.errors import InvalidValue
from registration.imports.old_lists import keeping
from registration.sheets.reading import Book, Row, Table
from tests import factories, old_lists
from tests.factories import QUARTER, moment

ON = moment(QUARTER, "ENTRY")


def test_what_is_kept_is_what_was_read():
    rows = [Row(3, ("ก", "", "1.5")), Row(7, ("ข", "ค", ""))]
    table = Table(
        "แผ่น", 2, ("A", "B", "C"), rows, formulas=frozenset({(3, 3)}), errors=frozenset({(7, 2)}),
        merged=((3, 1, 4, 1),),
    )  # fmt: skip
    empty = Table("ว่าง", 1, ("", ""), [])

    kept = keeping.unpacked(keeping.packed(Book("xlsx", {"ว่าง": empty, "แผ่น": table})))

    assert kept == Book("xlsx", {"แผ่น": table})


def test_a_list_shrinks_to_what_it_says():
    rows = [old_lists.row(n) for n in range(1, 500)]
    plain = sum(len(cell.encode()) for row in rows for cell in row)
    assert len(old_lists.packed(rows)) < plain / 4


def test_the_longest_sheet_is_the_list(own_district, monkeypatch):
    short = Table("สรุป", 1, ("อำเภอ", "จำนวน"), [Row(2, ("นางรอง", "2"))])
    book = Book(
        "xlsx", {"สรุป": short, "ทะเบียน": old_lists.table([old_lists.row(n) for n in (1, 2)])}
    )
    monkeypatch.setattr(keeping.reading, "read", lambda *_: book)

    row = keeping.receive(
        own_district.by, ON, filename=f"ของ {factories.citizen_id(1)}.xlsx", content=b"file"
    )

    assert (row.sheet, row.head) == (1, 1)
    assert factories.citizen_id(1) not in row.filename


def test_more_rows_than_can_be_read_in_a_request_are_refused(own_district, monkeypatch):
    monkeypatch.setattr(keeping, "_MOST_ROWS", 1)
    book = Book("xlsx", {"ทะเบียน": old_lists.table([old_lists.row(n) for n in (1, 2)])})
    monkeypatch.setattr(keeping.reading, "read", lambda *_: book)

    with pytest.raises(InvalidValue, match="เกิน 1 แถว"):
        keeping.receive(own_district.by, ON, filename="ก.xlsx", content=b"file")
