"""Papers of the counter: what stands on them, who prints them."""

import pytest
from django.core.management import call_command

from registration import calendar
from registration.enums import Kind
from registration.forms.product_fields import SECTIONS as PRODUCT_SECTIONS
from registration.forms.sections import SECTIONS
from registration.models import (
    EvidenceKind,
    ProductDetails,
    RegisteredProduct,
    Registration,
    RightDetails,
    SalesChannel,
    StandardDetails,
    detail_names,
)
from tests.factories import (
    LONG_AGO,
    ProducerFactory,
    RegistrationFactory,
    StandardFactory,
    moment,
)
from tests.factories import (
    at as instant,
)
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
BLANK, RECEIPTS = "/papers/blank/", f"/filings/3104/{Q2}/papers/receipts/"


@pytest.fixture
def entry(plan, at):
    at(moment(Q2, "ENTRY"))


def paper(row, name):
    return f"/registrations/{row.pk}/{name}"


def submitted(**values):
    return RegistrationFactory(
        **{"state": "SUBMITTED", "received_by_name": "นางสาวรับ แบบ",
           "received_by_position": "นักวิชาการพัฒนาชุมชน", **values}
    )  # fmt: skip


def labels(model, names):
    return {str(model._meta.get_field(name).verbose_name) for name in names}


def test_a_blank_form_asks_every_field_of_both_parts(own_district, entry):
    """A field that joins a section stands on paper without anybody's doing."""
    text = own_district.client.get(BLANK).text

    asked = {name for section in SECTIONS for name in section.names}
    made = {name for section in PRODUCT_SECTIONS for name in section.names} | {"materials"}
    assert made == set(detail_names(ProductDetails))
    wanted = labels(Registration, asked) | labels(RegisteredProduct, made)
    wanted |= labels(StandardDetails, detail_names(StandardDetails))
    wanted |= labels(RightDetails, detail_names(RightDetails))
    assert {label for label in wanted if label not in text} == set()
    assert "ส่วนที่ ๑" in text
    assert "อำเภอนางรอง จังหวัดบุรีรัมย์" in text
    assert "sheet__box--on" not in text


def test_a_blank_form_of_the_province_names_no_district(own_province, entry):
    assert "อำเภอ/เขต ………" in own_province.client.get(BLANK).text


def test_a_filled_form_says_what_was_typed_in_thai_digits(own_district, entry):
    row = RegistrationFactory(
        group=True, by_proxy=True, email="otop31@example.com", name="กลุ่มทอผ้า 5",
        channels=["online"], products=2,
    )  # fmt: skip

    page = own_district.client.get(paper(row, "papers/form/"))
    text = page.text

    assert "กลุ่มทอผ้า ๕" in text
    assert "๒๕๕๐" in text
    assert "otop31@example.com" in text  # an address is typed again as it stands
    assert calendar.to_thai_digits(row.reference) in text
    assert text.count("แบบข้อมูลรายละเอียดผลิตภัณฑ์") == 2
    assert "นายแทน ทดสอบ" in text


def test_no_paper_shows_a_whole_citizen_id(own_district, entry):
    row = submitted(by_proxy=True)

    for name in ("papers/form/", "papers/receipt/", "products/1/paper/"):
        text = own_district.client.get(paper(row, name)).text
        for secret in (row.citizen_id, row.proxy_citizen_id):
            assert secret not in text
            assert calendar.to_thai_digits(secret) not in text


def test_what_does_not_apply_is_not_asked_again(own_district, entry):
    row = RegistrationFactory()  # a sole owner: no members
    text = own_district.client.get(paper(row, "papers/form/")).text

    assert "สมาชิกชาย" not in text
    assert "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว" in text


def test_a_cancellation_prints_its_reason_and_no_product(own_district, entry):
    row = submitted(kind=Kind.CANCEL, producer=ProducerFactory(), products=1)

    text = own_district.client.get(paper(row, "papers/form/")).text
    receipt = own_district.client.get(paper(row, "papers/receipt/")).text

    assert "เลิกกิจการ" in text
    assert "ส่วนที่ ๒" not in text
    assert "เลิกกิจการ" in receipt
    assert calendar.to_thai_digits(row.producer.number) in receipt


def test_a_products_paper_holds_its_standards(own_district, entry):
    row = RegistrationFactory()
    product = row.products.get()
    product.standards.create(standard=StandardFactory(), number="มผช. 12/2560")

    text = own_district.client.get(paper(row, "products/1/paper/")).text

    assert product.name.split()[0] in text
    assert "มผช. ๑๒/๒๕๖๐" in text
    assert "เส้นไหม" in text
    assert own_district.client.get(paper(row, "products/9/paper/")).status_code == 404


def test_a_receipt_names_number_officer_and_day(own_district, entry):
    row = submitted(name="ร้านรับแล้ว", products=2)

    text = own_district.client.get(paper(row, "papers/receipt/")).text

    assert calendar.to_thai_digits(row.reference) in text
    assert "ร้านรับแล้ว" in text
    assert "(นางสาวรับ แบบ)" in text
    assert "ตำแหน่ง" in text
    assert "๓ มกราคม ๒๕๖๑" in text
    assert "ผลิตภัณฑ์ ๒ รายการ" in text
    assert "ยังไม่เป็นการรับรอง" in text


def test_a_receipt_tells_which_evidence_is_there_and_which_is_not(own_district, entry):
    call_command("load_lookups", verbosity=0)
    row = submitted(products=1)
    row.evidence.all().delete()
    seen = EvidenceKind.objects.filter(about="REGISTRATION", accepts_seen=True).first()
    row.evidence.create(kind=seen, seen_original=True, added_at=LONG_AGO, added_by=row.entered_by)

    page = own_district.client.get(paper(row, "papers/receipt/"))

    (receipt,) = page.context["receipts"]
    said = {each["text"]: each["is_given"] for each in receipt["asks"]}
    assert said == {"เห็นต้นฉบับแล้ว": True, "ยังไม่มี": False}


def test_a_products_paper_shows_its_pictures(own_district, entry):
    row = RegistrationFactory()
    given = row.evidence.get(product=row.products.get())

    text = own_district.client.get(paper(row, "products/1/paper/")).text

    assert f'src="/evidence/{given.file.key}/"' in text


@pytest.mark.parametrize("state", ["DRAFT", "WITHDRAWN"])
def test_no_receipt_before_the_form_is_received(own_district, entry, state):
    response = own_district.client.get(paper(RegistrationFactory(state=state), "papers/receipt/"))

    assert response.status_code == 409
    assert "ยังไม่ได้รับแบบ" in response.text


def test_the_receipts_of_a_day(own_district, entry):
    early, late = instant(2018, 1, 3, 9), instant(2018, 1, 4, 0, 0)
    first = submitted(name="ร้านวันแรก", submitted_at=early)
    second = submitted(name="ร้านวันหลัง", submitted_at=late)
    RegistrationFactory(name="ร้านร่าง")
    submitted(name="ร้านต่างอำเภอ", district="3103", submitted_at=late)

    def names(query=""):
        rows = own_district.client.get(RECEIPTS + query).context["receipts"]
        return [each["row"].name for each in rows]

    assert names() == [second.name]
    assert names("?day=2018-01-03") == [first.name]
    assert names("?day=2018-01-05") == []
    assert names("?day=x") == [second.name]


def test_a_day_without_receipts_says_so(own_district, entry):
    assert "ไม่มีใบรับของวันนี้" in own_district.client.get(RECEIPTS).text


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("own_district", 200), ("other_district", 404), ("foreign_district", 404),
        ("own_province", 200), ("other_province", 404), ("department", 200), ("reader", 403),
    ],
)  # fmt: skip
def test_who_prints(entry, personas, persona, status):
    row = submitted()
    urls = [paper(row, n) for n in ("papers/form/", "papers/receipt/", "products/1/paper/")]

    for url in (*urls, RECEIPTS):
        assert personas[persona].client.get(url).status_code == status


def test_papers_are_thai_whatever_language_is_read(own_district, entry):
    row = submitted()
    own_district.client.cookies["django_language"] = "en"

    text = own_district.client.get(paper(row, "papers/receipt/")).text

    assert "ใบรับแบบลงทะเบียน" in text
    assert 'lang="th"' in text


def test_papers_are_linked(own_district, entry):
    row = submitted()
    page = own_district.client.get(f"/registrations/{row.pk}/").text
    filing = own_district.client.get(f"/filings/3104/{Q2}/").text

    for name in ("papers/form/", "papers/receipt/", "products/1/paper/"):
        assert paper(row, name) in page
    assert RECEIPTS in filing
    assert BLANK in filing
    draft = RegistrationFactory()
    assert "papers/receipt/" not in own_district.client.get(f"/registrations/{draft.pk}/").text


def test_names_are_escaped(own_district, entry):
    row = submitted(name="<b>x</b>", person_last_name="<i>y</i>")

    for name in ("papers/form/", "papers/receipt/", "products/1/paper/"):
        text = own_district.client.get(paper(row, name)).text
        assert "<b>x" not in text
        assert "<i>y" not in text


def test_a_list_offers_what_is_in_use_and_what_was_chosen(own_district, entry):
    for code, active in (("a", True), ("b", False), ("c", False)):
        SalesChannel.objects.create(code=code, name=f"ทาง{code}", is_active=active)
    row = RegistrationFactory(channels=["b"])

    text = own_district.client.get(paper(row, "papers/form/")).text.partition("ส่วนที่ ๒")[0]
    assert "ทางa" in text
    assert "ทางb" in text
    assert "ทางc" not in text
    assert "ทางb" not in own_district.client.get(BLANK).text


def test_as_many_queries_for_many_products(own_district, entry):
    few, many = RegistrationFactory(products=1), RegistrationFactory(products=9)
    own_district.client.get(BLANK)
    one = queries_of(own_district.client, paper(few, "papers/form/"))

    assert queries_of(own_district.client, paper(many, "papers/form/")) == one
    assert one <= 12


def test_as_many_queries_for_many_receipts(own_district, entry):
    submitted(products=2)
    own_district.client.get(RECEIPTS)
    one = queries_of(own_district.client, RECEIPTS)
    for _n in range(20):
        submitted(products=2, group=True)

    assert queries_of(own_district.client, RECEIPTS) == one
    assert one <= 12
