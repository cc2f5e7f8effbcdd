"""Workbooks without a file: the rows of a district as its download would show them, to be changed
and handed in again.
"""

import json
from dataclasses import dataclass, field

from django.utils import translation

from registration.imports.registrations import staging
from registration.models import StagedImport
from registration.sheets import columns, contents, seals, untouched
from registration.sheets.reading import Book, Row, Table
from tests.factories import LONG_AGO, QUARTER, citizen_id

P, G, S, R = columns.PRODUCERS, columns.PRODUCTS, columns.STANDARDS, columns.RIGHTS
PRODUCER = {
    "deed": "ลงทะเบียนใหม่", "producer_type": "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว",
    "name": "ร้านทอผ้าทดสอบ", "person_title": "นาง", "person_first_name": "สมศรี",
    "person_last_name": "ทดสอบระบบ", "citizen_id": citizen_id(7_000_001),
    "thai_nationality": "ใช่", "founded_year": "2550", "site_house_no": "12",
    "site_subdistrict": "310401", "mobile": "08 1234 5678", "link_production": "ใช่",
    "declared": "ใช่",
}  # fmt: skip
PRODUCT = {
    "product_ref": "1", "name": "ผ้าไหมมัดหมี่", "product_type": "ผ้า เครื่องแต่งกาย",
    "story": "สืบทอดลายจากรุ่นย่า", "materials": "เส้นไหม (ในชุมชน)", "capacity": "20",
    "capacity_unit": "ผืน", "retail_price": "1500", "sample_seen": "ใช่",
}  # fmt: skip


@dataclass
class Workbook:
    """Rows by sheet, each a dict of cell texts by column key."""

    by: object
    origin: seals.Origin
    rows: dict[str, list[dict]] = field(default_factory=dict)
    formulas: dict[str, set] = field(default_factory=dict)

    def add(self, n: int = 1, *, products: int = 0, **cells) -> dict:
        """A new producer in the first free row; returns its cells. ``n`` makes it another one."""
        ref = str(len(self.rows[P]) + 1)
        own = {"name": f"{PRODUCER['name']} {n}", "citizen_id": citizen_id(7_000_000 + n)}
        self.rows[P].append({**PRODUCER, "producer_ref": ref, **own, **cells})
        for sequence in range(1, products + 1):
            name = f"{PRODUCT['name']} {n}/{sequence}"
            self.add_product(ref, product_ref=str(sequence), name=name)
        return self.rows[P][-1]

    def add_product(self, ref: str, **cells) -> dict:
        self.rows[G].append({**PRODUCT, "producer_ref": ref, **cells})
        return self.rows[G][-1]

    def book(self) -> Book:
        lists = columns.lists_of(self.origin.district)
        tables = {
            sheet: _table(sheet, columns.of(sheet, lists), rows, self.formulas.get(sheet, set()))
            for sheet, rows in self.rows.items()
        }
        signature = (seals.signed(self.origin),)
        tables[columns.CHOICES] = Table(columns.CHOICES, 1, signature, [])
        return Book("xlsx", tables)


def download(by, on, district="3104", quarter=QUARTER) -> Workbook:
    """What the district's file holds now, as the texts of its cells."""
    origin = seals.Origin(district, quarter, on)
    with translation.override("th"):
        lists = columns.lists_of(district)
        found = contents.of_filing(by, origin)
        untouched.mark({sheet: columns.of(sheet, lists) for sheet in columns.DATA}, found)
        rows = {
            sheet: [
                {c.key: _text(c, values[c.key]) for c in columns.of(sheet, lists)}
                for values in found[sheet]
            ]
            for sheet in columns.DATA
        }
    return Workbook(by, origin, rows)


def _text(column, value) -> str:
    text = columns.text(column, value)
    return "" if text is None else str(text)


def _table(sheet, own, rows, formulas) -> Table:
    places = {column.key: place for place, column in enumerate(own, start=1)}
    return Table(
        sheet,
        1,
        tuple(column.title for column in own),
        [
            Row(number, tuple(cells.get(column.key, "") for column in own))
            for number, cells in enumerate(rows, start=2)
        ],
        frozenset((row, places[key]) for row, key in formulas),
    )


def receive(monkeypatch, by, on, workbook: Workbook, content: bytes = b"file"):
    """Hand a workbook in as the page does; ``content`` stands for the bytes of the file."""
    book = workbook.book()
    monkeypatch.setattr(staging.reading, "read", lambda *_: book)
    where = {"district": by.district, "quarter": QUARTER}
    return staging.receive(by, on, filename="แฟ้ม.xlsx", content=content, **where)


def stage(filing, clerk, **values):
    """A checked file of an office in which nothing is to be done."""
    return StagedImport.objects.create(
        **{"filing": filing, "filename": "แฟ้ม.xlsx", "size": 4, "sha256": "0" * 64,
           "content": b"file", "received_at": LONG_AGO, "received_by": clerk,
           "checked_at": LONG_AGO, **values}
    )  # fmt: skip


PROBLEM = {
    "sheet": P, "row": 2, "column_key": "name", "header": "ชื่อ", "value": "x", "sentence": "แก้",
    "is_warning": False,
}  # fmt: skip
_COUNTS = {"NEW": 1, "CONFLICT": 1, "SAME": 1, "errors": 1, "warnings": 1}


def stage_each(registration, clerk) -> list[StagedImport]:
    """A file in each state: received, checked, committed, discarded."""
    filing, ended = registration.filing, {"checked_at": LONG_AGO}
    rows = [
        stage(filing, clerk, checked_at=None, n_rows=3, n_checked=1),
        stage(filing, clerk, counts=_COUNTS, permit="ช่วงเวลา"),
        stage(
            filing, clerk, counts={**_COUNTS, "done": 1, "left_out": 1},
            committed_at=LONG_AGO, committed_by=clerk, **ended,
        ),
        stage(filing, clerk, discarded_at=LONG_AGO, discarded_by=clerk, **ended),
    ]  # fmt: skip
    for row in rows[:3]:
        add_lines(row, registration, 1)
    return rows


def add_lines(staged, registration, n: int) -> None:
    """So many rows more: in conflict, and of a committed import."""
    told = {
        "name": "ร้าน", "person": "นาง ก", "producer": "", "n_products": 1,
        "differences": [["ชื่อ", "ก", "ข"]],
    }  # fmt: skip
    first = staged.rows.count() + 2
    for number in range(first, first + n):
        problems = [PROBLEM, {**PROBLEM, "is_warning": True}]
        staged.rows.create(
            sheet=P, number=2 * number, registration=registration, verdict="CONFLICT",
            content=json.dumps(told), problems=problems,
        )  # fmt: skip
        staged.rows.create(sheet=P, number=2 * number + 1, registration=registration, verdict="NEW")
