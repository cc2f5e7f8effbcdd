"""A district whose forms are filled in to the last field, and its workbook as a spreadsheet opens
it.
"""

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from registration import models
from registration.enums import CancelReason, Gender, Kind, ProductType, Quadrant, RightKind
from registration.sheets import columns, writing
from tests import factories
from tests.factories import QUARTER, at

TODAY = date(2018, 3, 12)
NOW = at(2018, 3, 12)


def code_lists():
    for sequence, (code, name, is_export) in enumerate(
        [
            ("shops", "ห้าง/ร้านค้าปลีก", False), ("local", "ในชุมชน/อำเภอ/จังหวัด", False),
            ("gap", "Q / GAP, สด; แห้ง", False), ("export", "ส่งออก (ระบุประเทศ)", True),
        ]
    ):  # fmt: skip
        models.SalesChannel.objects.get_or_create(
            code=code, defaults={"name": name, "is_export": is_export, "sequence": sequence}
        )
    models.SupportNeed.objects.get_or_create(code="funding", defaults={"name": "เงินทุน"})


def full_registration(**changes):
    """A registration without an empty field, with one product that holds a permit and a right."""
    code_lists()
    kept = factories.ProducerFactory(products=0)
    row = factories.RegistrationFactory(
        products=0, group=True, by_proxy=True, name_en="Weavers", legal_form_detail="กลุ่มผู้สูงอายุ",
        birth_date="1967-05", gender=Gender.FEMALE, enterprise_no="3-31-04-01/1-0001",
        juristic_id=factories.juristic_id(7), commerce_no="3101-55", founded_year=2550,
        member_names="นางก ทดสอบ\nนางข ทดสอบ", labour_community=0, labour_province=12,
        labour_elsewhere=1, site_village="บ้านทดสอบ", site_soi="ซอย 1", site_road="ถนน 2",
        latitude=Decimal("14.629400"), longitude=Decimal("102.790600"), contact_differs=True,
        contact_house_no="9/1", contact_moo="3", contact_village="บ้าน", contact_soi="ซอย",
        contact_road="ถนน", contact_subdistrict="ในเมือง", contact_district="เมือง",
        contact_province_id="32", contact_postcode="32000", phone="0 4466 6512 ต่อ 12",
        fax="0 4466 6513", email="somchai@example.com", line_id="@otop", facebook="otop",
        website="https://www.example.com", link_management=True, link_benefit=True,
        link_note="=ชุมชนมีส่วนร่วม", capital_source="ทุนตนเอง",
        registered_capital=Decimal("1000000.00"), working_capital=Decimal("12000.50"),
        last_income=Decimal("0.00"),
        channels=["local", "export"], support_needs=["funding"], export_countries="ญี่ปุ่น, ลาว",
        cancel_reason=CancelReason.DUPLICATE, cancel_note="ซ้ำ", merge_into=kept, **changes,
    )  # fmt: skip
    if row.kind != Kind.CANCEL:
        full_product(row)
    return row


def full_product(row, **changes):
    product = factories.RegisteredProductFactory(
        registration=row, name="-ผ้าไหม", name_en="Silk", brand="ไหมดี", law_compels=True,
        product_type=ProductType.TEXTILE, features="กว้าง 1 เมตร\nยาว 2 เมตร", process="ทอ",
        materials=[
            {"name": "เส้นไหม (หม่อน) / ฝ้าย", "source": "COMMUNITY"},
            {"name": "สี", "source": "IMPORTED"},
        ],
        unit_cost=Decimal("350.25"), wholesale_price=Decimal("900.00"),
        sales_domestic=Decimal("120000.00"), sales_abroad=Decimal("5.00"),
        channels=["shops", "gap"], opc_year=2559, opc_stars=4, quadrant=Quadrant.B, **changes,
    )  # fmt: skip
    product.standards.create(
        standard=factories.PermitFactory(), number="กพ 12/2560", issuer="กรมทดสอบ",
        issued_on=date(2017, 2, 17), expires_on=date(2020, 2, 16),
    )  # fmt: skip
    product.rights.create(
        kind=RightKind.TRADEMARK, number="ค123", holder="นางสมมุติ", registered_on=date(2016, 1, 5),
        expires_on=date(2026, 1, 4),
    )  # fmt: skip
    return product


def written(by, district="3104", quarter=QUARTER, on=NOW):
    """The workbook of a filing, opened."""
    return load_workbook(BytesIO(writing.write(by, on, district, quarter)))


def table(book, title, district="3104"):
    """Rows of a sheet that hold something, as texts by column key, in order."""
    sheet = book[title]
    header, *rows = sheet.iter_rows(values_only=True)
    found = columns.find([cell or "" for cell in header], columns.of(title, lists(district)))
    return [
        {key: "" if row[place] is None else str(row[place]) for key, place in found.items()}
        for row in rows
        if any(cell is not None for cell in row)
    ]


def lists(district="3104"):
    return columns.lists_of(district)
