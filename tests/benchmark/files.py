"""A district's workbook as its officers would have filled it in, of any length."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook

from registration.sheets import columns, seals
from tests.factories import QUARTER, citizen_id
from tests.workbooks import PRODUCER, PRODUCT, G, P


def workbook(rows: int, group: str, on) -> bytes:
    """So many producers, each with one product, as an XLSX. Written by openpyxl, as Excel would."""
    lists = columns.lists_of("3104")
    book = Workbook(write_only=True)
    own = {sheet: columns.of(sheet, lists) for sheet in columns.DATA}
    for sheet in columns.DATA:
        page = book.create_sheet(sheet)
        page.append([column.title for column in own[sheet]])
        for number in range(rows if sheet in (P, G) else 0):
            values = _producer(number) if sheet == P else _product(number, group)
            page.append([values.get(column.key) for column in own[sheet]])
    origin = seals.Origin("3104", QUARTER, on)
    book.create_sheet(columns.CHOICES).append([seals.signed(origin)])
    return _saved(book)


def table(head: Iterable[str], rows: Iterable[Iterable]) -> bytes:
    """One sheet, for whoever reads nothing else."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (head, *rows):
        sheet.append(row)
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _producer(number: int) -> dict:
    return PRODUCER | {
        "producer_ref": str(number + 1), "name": f"กลุ่มทอผ้าบ้านทดสอบที่ {number}",
        "person_first_name": f"สมศรี{number}", "citizen_id": citizen_id(7_100_000 + number),
        "site_moo": "5", "site_village": "บ้านทดสอบ", "phone": "044 123 456",
        "last_income": str(120_000 + number), "working_capital": "50,000",
        "link_note": "ซื้อวัตถุดิบจากสมาชิกในหมู่บ้านและจ้างแรงงานในชุมชน",
    }  # fmt: skip


def _product(number: int, group: str) -> dict:
    return PRODUCT | {
        "producer_ref": str(number + 1), "name": f"ผ้าไหมมัดหมี่ลายที่ {number}",
        "product_group": group, "brand": "ทดสอบ",
    }  # fmt: skip
