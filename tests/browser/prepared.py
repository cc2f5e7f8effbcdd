"""The prepared case: a sole owner with two products, one of which the law wants a permit for, their
photographs and one of the production site. A new officer enters it with the mouse
(``test_quarter``), with the keyboard alone (``test_keyboard``) and without scripts
(``test_without_javascript``); ``check`` says that all of it has arrived.

Values by the fields' names, as ``desk.fill`` takes them.
"""

from datetime import date

from registration.enums import ProducerType, RegistrationState
from tests import factories
from tests.registration.files import bad

OWNER = {
    "name": "ร้านผ้าไหมทดสอบ", "founded_year": "๒๕๕๐", "person_title": "นาง",
    "person_first_name": "สมมุติ", "person_last_name": "ทดสอบระบบ", "thai_nationality": True,
    "citizen_id": factories.citizen_id(1), "site_house_no": "12/3", "site_moo": "4",
    "site_subdistrict": ("ตำบลนางรอง",), "mobile": "08 1234 5678", "link_production": True,
    "declared": True,
}  # fmt: skip
CLOTH = {
    "name": "ผ้าไหมมัดหมี่", "product_type": ("ผ้า เครื่องแต่งกาย",), "product_group": ("ผ้า",),
    "story": "สืบทอดลายจากรุ่นย่า", "capacity": "20", "capacity_unit": "ผืน", "retail_price": "1,500",
    "sample_seen": True, "materials-0-name": "เส้นไหม", "materials-0-source": ("ในชุมชน",),
    "photographs": bad.photograph((800, 600)),
}  # fmt: skip
LIQUOR = CLOTH | {
    "name": "สาโทข้าวหอมมะลิ", "product_type": ("เครื่องดื่ม",),
    "product_group": ("เครื่องดื่มที่มีแอลกอฮอล์",), "story": "หมักจากข้าวของหมู่บ้าน",
    "capacity_unit": "ขวด", "retail_price": "120", "materials-0-name": "ข้าวหอมมะลิ",
    "materials-1-name": "น้ำตาลอ้อย", "materials-1-source": ("ในจังหวัด",),
    "photographs": bad.photograph((600, 800)),
}  # fmt: skip
PERMIT = {
    "standards-0-standard": ("ใบอนุญาตผลิตสุรา",), "standards-0-number": "๑๒/๒๕๖๐",
    "standards-0-expires_on": "31/12/2561",
}  # fmt: skip
SITE, SITE_PICTURE = "site-photo", bad.jpeg((800, 600))  # the kind, which is its place on the page


def check(row):
    """``row`` is the prepared case, whole and submitted."""
    assert (row.state, row.producer_type) == (RegistrationState.SUBMITTED, ProducerType.SOLE)
    assert [row.name, row.person_title, row.person_first_name, row.person_last_name] == [
        OWNER[name] for name in ("name", "person_title", "person_first_name", "person_last_name")
    ]
    assert (row.citizen_id, row.founded_year) == (OWNER["citizen_id"], 2550)
    assert (row.site_house_no, row.site_moo) == ("12/3", "4")
    assert (row.site_subdistrict_id, row.site_postcode) == ("310401", "31110")
    assert all((row.thai_nationality, row.link_production, row.declared))

    cloth, liquor = row.products.order_by("sequence")
    for product, values in ((cloth, CLOTH), (liquor, LIQUOR)):
        typed = [values[name] for name in ("name", "story", "capacity_unit", "sample_seen")]
        assert [product.name, product.story, product.capacity_unit, product.sample_seen] == typed
        assert str(product.product_group) == values["product_group"][0]
    assert (cloth.capacity, cloth.retail_price, liquor.retail_price) == (20, 1500, 120)
    assert [each["name"] for each in cloth.materials] == ["เส้นไหม"]
    assert [each["name"] for each in liquor.materials] == ["ข้าวหอมมะลิ", "น้ำตาลอ้อย"]
    permit = liquor.standards.get()
    assert (permit.number, permit.expires_on) == (PERMIT["standards-0-number"], date(2018, 12, 31))
    assert not cloth.standards.exists()

    given = row.evidence.filter(file__isnull=False).values_list("kind__code", "product__name")
    photographs = {("product-photo", each["name"]) for each in (CLOTH, LIQUOR)}
    assert set(given) == photographs | {(SITE, None)}
