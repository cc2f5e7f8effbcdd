"""A real file with planted errors: as many comments, on exactly those cells; mended it commits, and
once more it changes nothing. (Measured by hand with 1,000 rows, too.)
"""

import shutil
import subprocess
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from registration.enums import Step
from registration.imports.registrations import staging
from registration.models import Registration
from registration.services import imports, registrations
from registration.sheets import columns, writing
from tests import factories
from tests.factories import QUARTER, citizen_id, moment
from tests.registration.stored import contents
from tests.workbooks import PRODUCER, PRODUCT, G, P

ON = moment(QUARTER, Step.ENTRY)
ROWS, PLANTED = 40, 37
OFFICE = shutil.which("soffice")
WRONG = {
    P: [("founded_year", "2017"), ("mobile", "12"), ("citizen_id", "1234567890123"),
        ("site_subdistrict", "ที่ไหนสักแห่ง"), ("last_income", "มาก"), ("email", "x@"),
        ("site_postcode", "1"), ("declared", "อาจจะ")],
    G: [("retail_price", "แพง"), ("materials", "ไหม"), ("capacity", "-1")],
}  # fmt: skip


class File:
    """A workbook as its officer fills it in, by sheet, row and column key."""

    def __init__(self, content: bytes):
        self.book = load_workbook(BytesIO(content))
        lists = columns.lists_of("3104")
        self.places = {
            sheet: columns.find(
                [str(cell.value) for cell in self.book[sheet][1]], columns.of(sheet, lists)
            )
            for sheet in (P, G)
        }

    def cell(self, sheet, row, key):
        return self.book[sheet].cell(row, self.places[sheet][key] + 1)

    def fill(self, sheet, row, values):
        for key, text in values.items():
            self.cell(sheet, row, key).value = text

    def content(self) -> bytes:
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()

    def comments(self) -> set:
        return {
            (sheet, cell.coordinate)
            for sheet in (P, G)
            for row in self.book[sheet].iter_rows(min_row=2)
            for cell in row
            if cell.comment
        }


@pytest.fixture
def filled(plan, own_district):
    file = File(writing.write(own_district.by, ON, "3104", QUARTER))
    group = factories.ProductGroupFactory()
    for n in range(ROWS):
        own = {"producer_ref": n + 1, "name": f"ร้านที่ {n}", "citizen_id": citizen_id(7_100_000 + n)}
        file.fill(P, n + 2, PRODUCER | own)
        product = {"producer_ref": n + 1, "name": f"ผ้า {n}", "product_group": group.code}
        file.fill(G, n + 2, PRODUCT | product)
    return file


def test_the_round_trip(filled, own_district):
    by, before = own_district.by, {}
    for n in range(PLANTED):
        sheet = G if n % 5 == 0 else P
        key, text = WRONG[sheet][n % len(WRONG[sheet])]
        cell = filled.cell(sheet, n + 2, key)
        before[sheet, n + 2, key] = (cell.coordinate, cell.value)
        cell.value = text

    def hand_in(file):
        row = staging.receive(
            by, ON, district="3104", quarter=QUARTER, filename="a.xlsx", content=file.content()
        )
        while row.checked_at is None:
            row = staging.check(by, ON, row.pk)
        return row

    wrong = hand_in(filled)
    assert (wrong.counts["errors"], wrong.counts["INVALID"]) == (PLANTED, PLANTED)
    back = File(staging.marked(by, wrong.pk))
    assert back.comments() == {
        (sheet, coordinate) for (sheet, _row, _key), (coordinate, _text) in before.items()
    }
    for place, (_coordinate, text) in before.items():
        back.cell(*place).value = text

    mended = hand_in(back)
    assert mended.counts == {"NEW": ROWS} | {
        name: n for name, n in mended.counts.items() if name == "warnings"
    }
    imports.commit(by=by, on=ON, staged=mended.pk)
    assert Registration.objects.count() == ROWS
    stored = contents()["Registration"]
    again = hand_in(back)
    assert again.counts == {"SAME": ROWS}
    imports.commit(by=by, on=ON, staged=again.pk)
    assert contents()["Registration"] == stored


def saved_by_office(content: bytes, folder, kind: str) -> bytes:
    (folder / "a.xlsx").write_bytes(content)
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", kind, "--outdir", str(folder / "saved"), str(folder / "a.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "saved" / f"a.{kind}").read_bytes()


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_libreoffice_saved_comes_in(filled, own_district, tmp_path, kind):
    row = staging.receive(
        own_district.by, ON, district="3104", quarter=QUARTER, filename=f"a.{kind}",
        content=saved_by_office(filled.content(), tmp_path, kind),
    )  # fmt: skip

    assert (row.counts.get("NEW"), row.counts.get("errors")) == (ROWS, None)


@pytest.mark.parametrize("way", ["as it is", "xlsx", "ods"])
def test_what_nobody_touched_is_known_again(plan, own_district, tmp_path, way):
    """Numbers, dates and lists among it, and a carried-forward producer."""
    if way != "as it is" and not OFFICE:
        pytest.skip("LibreOffice is not installed")
    by = own_district.by
    row = factories.RegistrationFactory(
        group=True, last_income=Decimal("120000.50"), working_capital=5000, latitude="14.630000",
        longitude="102.790000", birth_date="2510-03-05", site_house_no="007",
        contact_differs=True, contact_house_no="1/2",
    )  # fmt: skip
    row.products.get().standards.create(
        standard=factories.StandardFactory(), number="0001", issued_on=ON.date()
    )
    factories.ProducerFactory()
    content = writing.write(by, ON, "3104", QUARTER)
    if way != "as it is":
        content = saved_by_office(content, tmp_path, way)
    registrations.edit(by=by, on=ON, registration=row.pk, version=1, values={"name": "จากหน้าเว็บ"})

    staged = staging.receive(
        by, ON, district="3104", quarter=QUARTER, filename="a.xlsx", content=content
    )

    assert staged.counts == {"SAME": 1, "LEFT": 1}
