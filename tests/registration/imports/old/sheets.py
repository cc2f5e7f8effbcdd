"""Sheets as offices keep them, without a file."""

from registration.imports.old import guessing, headings, producers
from registration.imports.old.shapes import Mapping
from registration.sheets.reading import Row, Table

HEADER = ("ที่", "ชื่อกลุ่ม", "ชื่อ-สกุล", "ตำบล", "โทร", "ประเภทผู้ผลิต", "ผลิตภัณฑ์", "ประเภท", "ราคา")
SOMSRI = ("1", "กลุ่มทอผ้า", "นางสมศรี ใจดี", "สะเดา", "812345678", "กลุ่ม", "ผ้าไหม", "ผ้า", "ผืนละ 1,200")
THONGDEE = ("2", "ร้านทองดี", "นายทองดี มีสุข", "ชุมแสง", "", "รายเดียว", "น้ำพริก", "อาหาร", "25")


def table(*rows, title="ทะเบียน", merged=(), errors=(), formulas=()) -> Table:
    """A table of these rows, which stand from row 1 on; ``None`` is a row that holds nothing."""
    width = max(len(row) for row in rows if row)
    kept = [
        Row(number, tuple(row) + ("",) * (width - len(row)))
        for number, row in enumerate(rows, start=1)
        if row
    ]
    return Table(
        title, kept[0].number, kept[0].cells, kept[1:], frozenset(formulas), frozenset(errors),
        tuple(merged),
    )  # fmt: skip


def gathered(lists, *rows, area="3104", fixed=None, words=None, **kwargs):
    found = table(*rows, **kwargs)
    found = headings.headed(found, headings.head_of(found))
    mapping = Mapping(guessing.guess(found.header, (), lists), fixed or {}, words or {})
    return producers.gather(found, mapping, lists, area)


def notes(producer):
    return [
        (each["row"], each["header"], each["sentence"])
        for line in producer.line.lines()
        for each in line.problems
    ]


def names(producer):
    return [line.cells.get("name") for line in producer.line.products]
