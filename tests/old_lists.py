"""Old lists of an office: as tables, as files, as rows of the database."""

from io import BytesIO

from openpyxl import Workbook

from registration.imports.old.shapes import Mapping
from registration.imports.old_lists import keeping, laying, reading
from registration.models import OldList, RememberedMapping
from registration.scoping import jurisdiction_of
from registration.selectors.workbooks import lists_of
from registration.services import old_lists as deeds
from registration.sheets.reading import Book, Row, Table
from tests.factories import LONG_AGO, citizen_id

HEADS = (
    "ที่", "ชื่อกลุ่ม", "ประธานกลุ่ม", "เลขประจำตัวประชาชน", "ประเภทผู้ผลิต", "ตำบล", "อำเภอ", "โทรศัพท์",
    "ผลิตภัณฑ์", "ประเภทผลิตภัณฑ์", "ปีที่ก่อตั้ง",
)  # fmt: skip
NANG_RONG, BURI_RAM = ("นางรอง", "นางรอง"), ("ในเมือง", "เมืองบุรีรัมย์")
TOTAL = ["", "รวม 2 ราย", *[""] * 9]
UNKNOWN = "ของเล่นพื้นบ้าน"  # no type of product, and near to none
COLUMNS = {
    1: "name", 2: "person_name", 3: "citizen_id", 4: "producer_type", 5: "subdistrict",
    6: "district", 7: "telephone", 8: "product.name", 9: "product.product_type", 10: "founded_year",
}  # fmt: skip
MAPPING = {"columns": {str(place): key for place, key in COLUMNS.items()}, "fixed": {}, "words": {}}


def row(n: int, place=NANG_RONG, **said) -> list[str]:
    """The n-th producer of a list; ``said`` by header."""
    cells = dict(
        zip(
            HEADS,
            (str(n), f"กลุ่มทอผ้าบ้านที่ {n}", f"นางสมศรี{n} ใจดี", citizen_id(6_000_000 + n),
             "กลุ่ม", *place, "0812345678", f"ผ้าไหม {n}", "ผ้า", "2550"),
            strict=True,
        )
    )  # fmt: skip
    return list((cells | said).values())


def file(rows, *, heads=HEADS, above=(), below=()) -> bytes:
    """An XLSX: ``above`` are lines over the headers, ``below`` those under the rows."""
    book, content = Workbook(), BytesIO()
    book.active.title = "ทะเบียน"
    for cells in (*above, heads, *rows, *below):
        book.active.append(list(cells))
    book.save(content)
    return content.getvalue()


def table(rows, heads=HEADS) -> Table:
    found = [Row(number, tuple(cells)) for number, cells in enumerate(rows, start=2)]
    return Table("ทะเบียน", 1, tuple(heads), found)


def packed(rows) -> bytes:
    return keeping.packed(Book("xlsx", {"ทะเบียน": table(rows)}))


def received(officer, rows=None, **values) -> OldList:
    """A list of the officer's office whose columns nobody has mapped yet."""
    rows = [row(1), row(2, ประเภทผลิตภัณฑ์=UNKNOWN)] if rows is None else rows
    return OldList.objects.create(
        **{"province_id": officer.province_id, "district_id": officer.district_id,
           "filename": "รายชื่อเดิม.xlsx", "size": 4, "sha256": "0" * 64, "content": b"file",
           "table": packed(rows), "received_at": LONG_AGO, "received_by": officer,
           **values}
    )  # fmt: skip


def mapped(officer, rows=None, **values) -> OldList:
    """A list that may be taken: the last of its two producers has a word that nobody explained."""
    row = received(officer, rows, **values)
    found = next(iter(keeping.unpacked(row.table).tables.values()))
    by = jurisdiction_of(officer)
    return deeds.map_columns(
        by=by, on=LONG_AGO, old_list=row.pk, sheet=row.sheet, head=1,
        mapping=MAPPING, signature=laying.signature(HEADS), heads=HEADS,
        rows=reading.rows(found, Mapping.from_json(MAPPING), lists_of(""), by.area), n_unknown=1,
    )  # fmt: skip


def remember(officer, **values) -> RememberedMapping:
    return RememberedMapping.objects.create(
        **{"province_id": officer.province_id, "district_id": officer.district_id,
           "signature": "0" * 64, "mapping": MAPPING, "used_at": LONG_AGO, **values}
    )  # fmt: skip
