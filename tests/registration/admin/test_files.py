"""Files in and out: tried first, whole or not at all, by the services, journalled."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from registration.admin.site import site
from registration.enums import HolidayKind, Role
from registration.imports.holidays import HolidayTable
from registration.imports.lookups import (
    EvidenceKindTable,
    LegalFormTable,
    ProductGroupTable,
    ReturnReasonTable,
    SalesChannelTable,
    SampleQuestionTable,
    StandardTable,
    SupportNeedTable,
)
from registration.imports.officers import OfficerTable
from registration.models import (
    EvidenceKind,
    Holiday,
    JournalEntry,
    Officer,
    Posting,
    ProductGroup,
    ReturnReason,
    SalesChannel,
    SampleQuestion,
    SupportNeed,
)
from tests import evidence, factories
from tests.registration.stored import contents

XLSX, CSV, ODS = "0", "1", "2"
TABLES = {
    "holiday": HolidayTable, "legalform": LegalFormTable, "productgroup": ProductGroupTable,
    "standard": StandardTable, "officer": OfficerTable, "saleschannel": SalesChannelTable,
    "supportneed": SupportNeedTable, "samplequestion": SampleQuestionTable,
    "evidencekind": EvidenceKindTable,
    "returnreason": ReturnReasonTable,
}  # fmt: skip


def url(name, page):
    return reverse(f"admin:registration_{name}_{page}")


def lines(name, *rows, encoding="utf-8-sig"):
    table = [list(TABLES[name].columns.values()), *rows]
    return "\r\n".join(",".join(row) for row in table).encode(encoding)


def upload(client, name, raw):
    file = SimpleUploadedFile("rows.csv", raw, content_type="text/csv")
    return client.post(url(name, "import"), {"import_file": file, "format": "0", "resource": "0"})


def confirm(client, name, tried):
    initial = tried.context["confirm_form"].initial
    return client.post(url(name, "process_import"), initial)


def export(client, name, kind=CSV, **query):
    answer = client.post(url(name, "export"), {"format": kind, "resource": "0"}, query_params=query)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return answer.getvalue()


@pytest.fixture
def client(plan, department, at):
    at(factories.at(2018, 3, 12))
    return department.client


SONGKRAN = ["13/04/2561", "วันสงกรานต์", "วันหยุดราชการประจำปี", "", "มติ ครม."]
EXTRA = ["๑๒ เม.ย. ๒๕๖๑", "วันหยุดเพิ่ม", "วันหยุดพิเศษตามมติคณะรัฐมนตรี", "27/2/2561", ""]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp874"])
def test_holidays_are_tried_then_taken(encoding, client):
    before = contents()
    tried = upload(client, "holiday", lines("holiday", SONGKRAN, EXTRA, encoding=encoding))
    assert tried.context["result"].totals["new"] == 2
    assert contents() == before
    assert confirm(client, "holiday", tried).status_code == 302
    extra = Holiday.objects.get(day="2018-04-12")
    assert (extra.kind, str(extra.announced_on)) == (HolidayKind.SPECIAL, "2018-02-27")
    assert JournalEntry.objects.filter(action="holiday.set").count() == 2
    again = upload(client, "holiday", lines("holiday", SONGKRAN, EXTRA))
    assert again.context["result"].totals["skip"] == 2


def test_one_wrong_row_stops_the_whole_file(client):
    before = contents()
    wrong = ["31/02/2561", "ไม่มีวันนี้", "วันหยุดเล่น ๆ", "", ""]
    tried = upload(client, "holiday", lines("holiday", SONGKRAN, ["", "", "", "", ""], wrong))
    text = tried.content.decode()
    assert "confirm_form" not in tried.context
    (invalid,) = tried.context["result"].invalid_rows
    assert invalid.number + 1 == 4  # as the sheet counts, blank line and heading included
    assert set(invalid.field_specific_errors) == {"วันที่", "ประเภท"}
    assert "วันที่: ไม่มีวันที่ 31" in text
    assert contents() == before


def test_what_changed_between_trying_and_taking_stops_the_file(client, department):
    row = ["newname", "ทดสอบ ระบบ", "", "เจ้าหน้าที่อำเภอ", "", "3104", "", "", "ใช่"]
    tried = upload(client, "officer", lines("officer", SONGROW, row))
    factories.OfficerFactory(username="NewName")
    answer = confirm(client, "officer", tried)
    assert answer["Location"] == url("officer", "import")
    assert not Officer.objects.filter(username__in=("newname", SONGROW[0])).exists()


SONGROW = ["another", "ทดสอบ อีกคน", "", "เจ้าหน้าที่จังหวัด", "31", "", "", "", "ใช่"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("วันที่,ชื่อวันหยุด\n1/1/2561,x\n".encode(), "ไม่พบคอลัมน์: ประเภท"),
        (lines("holiday", SONGKRAN).replace("ที่มา".encode(), "ที่มา,สี".encode()), "สี"),
        (lines("holiday"), "ไฟล์ไม่มีข้อมูล"),
        (lines("holiday", [*SONGKRAN, "เกิน"]), "แถวที่ 2 มีช่องเกิน"),
        (b"", "ว่าง"),
        (lines("holiday", SONGKRAN) + b"\n" * (1024 * 1024), "1 MB"),
    ],
)
def test_what_is_no_such_table_is_said(raw, sentence, client):
    before = contents()
    answer = upload(client, "holiday", raw)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "confirm_form" not in answer.context
    assert contents() == before


def test_a_formula_is_refused_and_named(client):
    book = openpyxl.Workbook()
    book.active.append(list(HolidayTable.columns.values()))
    book.active.append([])
    book.active.append([*SONGKRAN[:4], "=A1"])
    file = io.BytesIO()
    book.save(file)

    answer = upload(client, "holiday", file.getvalue())

    assert "แถวที่ 3 ช่อง “ที่มา” เป็นสูตร" in answer.content.decode()


def test_an_expired_upload_is_asked_for_again(client):
    tried = upload(client, "holiday", lines("holiday", SONGKRAN))
    initial = tried.context["confirm_form"].initial | {"import_file_name": "gone"}
    answer = client.post(url("holiday", "process_import"), initial)
    assert answer["Location"] == url("holiday", "import")
    assert not Holiday.objects.exists()


def test_officers_come_in_without_a_password_and_move(client, own_district):
    new = ["district3103b", "นางใหม่", "", "เจ้าหน้าที่อำเภอ", "", "3103", "", "", "ใช่"]
    moved = [
        own_district.officer.username,
        "นางย้าย ทดสอบ",
        "",
        "เจ้าหน้าที่จังหวัด",
        "31",
        "",
        "",
        "",
        "ใช่",
    ]
    tried = upload(client, "officer", lines("officer", new, moved))
    assert "ตั้งรหัสผ่านแรก" in tried.content.decode()
    confirm(client, "officer", tried)
    officer = Officer.objects.get(username="district3103b")
    assert not officer.has_usable_password()
    assert officer.must_change_password
    assert (officer.province_id, officer.district_id) == ("31", "3103")
    there = Officer.objects.get(pk=own_district.id)
    assert (there.role, there.district_id) == (Role.PROVINCE, None)
    assert Posting.objects.filter(officer=there).count() == 2
    assert set(JournalEntry.objects.filter(action__startswith="officer.").values_list(
        "action", flat=True)) == {"officer.create", "officer.change", "officer.move"}  # fmt: skip


def test_an_officer_without_the_office_of_the_role_is_refused(client):
    row = ["district9999", "ทดสอบ", "", "เจ้าหน้าที่อำเภอ", "31", "", "", "", "ใช่"]
    tried = upload(client, "officer", lines("officer", row))
    (invalid,) = tried.context["result"].invalid_rows
    assert set(invalid.field_specific_errors) == {"รหัสอำเภอ/เขต"}


@pytest.mark.parametrize("kind", [XLSX, CSV, ODS])
@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_went_out_comes_in_unchanged(name, kind, client, own_district, reader):
    form = factories.LegalFormFactory()
    group = factories.ProductGroupFactory(name="=SUM(A1)", law_compels=True)
    group.permits.add(factories.PermitFactory(issuer="-สมอ."), factories.PermitFactory(code="two"))
    SalesChannel.objects.create(code="export", name="-ส่งออก", is_export=True)
    SupportNeed.objects.create(code="funding", name="เงินทุน")
    SampleQuestion.objects.create(code="products", name="ผลิตภัณฑ์ถูกต้อง")
    ReturnReason.objects.create(code="blurred", name="ภาพถ่ายไม่ชัด", for_reject=True)
    evidence.kind("paper", legal_form=form, product_group=group, accepts_seen=True)
    Holiday.objects.create(day="2018-04-13", name="+สงกรานต์", kind=HolidayKind.PUBLIC)
    raw = export(client, name, kind)
    if kind == CSV:
        assert raw.startswith(b"\xef\xbb\xbf")
        assert b"\n=" not in raw
        assert b",=" not in raw
    result = upload(client, name, raw).context["result"]
    assert not result.has_validation_errors()
    assert result.totals["skip"] == result.total_rows > 0


def test_a_lookup_is_changed_and_an_unused_one_deleted(client):
    row, permit = factories.ProductGroupFactory(), factories.PermitFactory()
    changed = [row.code, "ชื่อใหม่", "5", "ใช่", "ผ้า เครื่องแต่งกาย", "ไม่ใช่", permit.code]
    confirm(client, "productgroup", upload(client, "productgroup", lines("productgroup", changed)))
    row.refresh_from_db()
    assert (row.name, row.sequence, list(row.permits.all())) == ("ชื่อใหม่", 5, [permit])
    entry = JournalEntry.objects.get(action="lookup.change")
    assert (entry.after["name"], entry.after["permits"]) == ("ชื่อใหม่", [permit.code])
    page = reverse("admin:registration_productgroup_delete", args=(row.pk,))
    factories.ProducerFactory(products=1)
    assert client.post(page, {"post": "yes"}).status_code == 403
    spare = ProductGroup.objects.create(code="spare", name="ไม่ใช้", product_type="FOOD")
    spare.permits.add(permit)  # what it names itself does not keep it
    page = reverse("admin:registration_productgroup_delete", args=(spare.pk,))
    assert client.post(page, {"post": "yes"}).status_code == 302
    assert JournalEntry.objects.filter(action="lookup.remove").exists()


def test_a_permit_that_a_group_names_is_kept_and_one_that_is_none_is_refused(client):
    row, permit = factories.ProductGroupFactory(), factories.PermitFactory()
    row.permits.add(permit)
    page = reverse("admin:registration_standard_delete", args=(permit.pk,))
    assert client.post(page, {"post": "yes"}).status_code == 403
    for wrong in (factories.StandardFactory().code, "nothing"):
        changed = [row.code, row.name, "5", "ใช่", "ผ้า เครื่องแต่งกาย", "ไม่ใช่", wrong]
        tried = upload(client, "productgroup", lines("productgroup", changed))
        (invalid,) = tried.context["result"].invalid_rows
        assert set(invalid.field_specific_errors) == {"รหัสใบอนุญาตที่ใช้ได้"}, wrong


def test_the_permits_of_a_group_are_ticked(client):
    row, permit = factories.ProductGroupFactory(), factories.PermitFactory()
    factories.StandardFactory()
    page = reverse("admin:registration_productgroup_change", args=(row.pk,))
    assert client.get(page).text.count('type="checkbox" name="permits"') == 1
    values = {"name": row.name, "sequence": 0, "product_type": row.product_type, "is_active": "on"}
    assert client.post(page, values | {"permits": permit.pk}).status_code == 302
    assert list(row.permits.all()) == [permit]
    assert client.post(page, values).status_code == 302
    assert not row.permits.exists()


def test_a_kind_of_evidence_names_its_form_by_code(client):
    form, group = factories.LegalFormFactory(), factories.ProductGroupFactory()
    row = [
        "letter", "หนังสือรับรอง", "9", "ใช่", "ผู้ผลิต ผู้ประกอบการ", "จำเป็น", "ใช่", "ไม่ใช่", "ไม่ใช่",
        "", form.code, group.code, "ไม่ใช่",
    ]  # fmt: skip
    confirm(client, "evidencekind", upload(client, "evidencekind", lines("evidencekind", row)))
    made = EvidenceKind.objects.get(code="letter")
    assert (made.legal_form, made.product_group, made.demand) == (form, group, "REQUIRED")
    wrong = upload(client, "evidencekind", lines("evidencekind", [*row[:10], "nothing", *row[11:]]))
    (invalid,) = wrong.context["result"].invalid_rows
    assert set(invalid.field_specific_errors) == {"เฉพาะรูปแบบ (รหัส)"}


def test_evidence_that_nobody_could_give_is_no_kind(client):
    values = {"code": "letter", "name": "หนังสือ", "sequence": 1, "is_active": "on",
              "about": "REGISTRATION", "demand": "REQUIRED"}  # fmt: skip
    page = reverse("admin:registration_evidencekind_add")
    answer = client.post(page, values)
    assert answer.status_code == 200
    assert "เห็นต้นฉบับแทนไฟล์ได้" in answer.text
    assert client.post(page, values | {"keeps_copy": "on"}).status_code == 302
    assert EvidenceKind.objects.get().keeps_copy


def test_a_kind_that_was_given_is_retired_and_not_deleted(client, plan):
    factories.RegistrationFactory()
    kind = EvidenceKind.objects.get()
    page = reverse("admin:registration_evidencekind_delete", args=(kind.pk,))
    assert client.post(page, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("code", ["export", "ส่งออก"])
def test_a_code_that_stands_in_a_form_keeps_its_row(client, code):
    row = SalesChannel.objects.create(code=code, name="ส่งออก", is_export=True)
    spare = SupportNeed.objects.create(code=code, name="การตลาด")
    factories.ProducerFactory(channels=["online", code], products=0)
    page = reverse("admin:registration_saleschannel_delete", args=(row.pk,))
    assert client.post(page, {"post": "yes"}).status_code == 403
    page = reverse("admin:registration_supportneed_delete", args=(spare.pk,))
    assert client.post(page, {"post": "yes"}).status_code == 302


@pytest.mark.parametrize("name", sorted(TABLES))
def test_only_the_department_brings_files_in(name, plan, own_district, own_province, at):
    at(factories.at(2018, 3, 12))
    before = contents()
    for persona in (own_district, own_province):
        assert persona.client.get(url(name, "import")).status_code == 403
        assert upload(persona.client, name, lines(name)).status_code == 403
        assert persona.client.post(url(name, "process_import")).status_code == 403
    assert contents() == before


def test_the_register_goes_out_scoped_without_secrets(plan, personas, at):
    at(factories.at(2018, 3, 12))
    factories.ProducerFactory(name="=HYPERLINK(1)", mobile="08 1234 5678")
    factories.ProducerFactory(district_id="3201", name="ต่างจังหวัด")
    text = export(personas["own_district"].client, "producer").decode("utf-8-sig")
    assert "3104-00001" in text
    assert "'=HYPERLINK(1)" in text
    assert "ต่างจังหวัด" not in text
    whole = export(personas["department"].client, "producer").decode("utf-8-sig")
    assert "ต่างจังหวัด" in whole
    for raw in (text, whole):
        digits = raw.replace("-", "")
        assert not [n for n in range(500) if factories.citizen_id(n) in digits]
    entry = JournalEntry.objects.filter(action="register.export").last()
    assert entry.after == {"rows": 2, "format": "csv"}
    assert entry.officer_id == personas["department"].id


def test_a_workbook_holds_numbers_and_no_formula(plan, department, at):
    at(factories.at(2018, 3, 12))
    factories.ProducerFactory(name="=1+1", members_male=7, products=2)
    sheet = openpyxl.load_workbook(io.BytesIO(export(department.client, "producer", XLSX))).active
    headers = [cell.value for cell in sheet[1]]
    row = dict(zip(headers, sheet[2], strict=True))
    assert (row["ผลิตภัณฑ์ (รายการ)"].value, row["สมาชิกชาย (คน)"].value) == (2, 7)
    assert not [cell for cell in sheet[2] if cell.data_type == "f"]
    products = openpyxl.load_workbook(io.BytesIO(export(department.client, "product", XLSX))).active
    assert products.max_row == 3


@pytest.mark.parametrize(
    ("name", "action"),
    [("registration", "registration.export"), ("registeredproduct", "registered_product.export")],
)
def test_registrations_go_out_as_from_their_page(name, action, plan, personas, at):
    at(factories.at(2018, 3, 12))
    row = factories.RegistrationFactory(by_proxy=True, products=2)
    factories.RegistrationFactory(district="3201", name="ต่างจังหวัด")
    client = personas["own_province"].client
    table = "registrations" if name == "registration" else "products"
    page = client.post(
        f"/filings/3104/{factories.QUARTER}/export/", {"table": table, "format": "csv"}
    )
    raw = export(client, name)
    assert sorted(raw.splitlines()) == sorted(page.getvalue().splitlines())
    assert row.reference in raw.decode()
    assert row.citizen_id not in raw.decode().replace("-", "")
    for kind in (XLSX, ODS):
        assert export(client, name, kind).startswith(b"PK")
    entry = JournalEntry.objects.filter(action=action, after__format="ods").get()
    assert entry.after["rows"] == (1 if name == "registration" else 2)
    assert not export(personas["other_province"].client, name).count(b"3104")


def test_no_export_of_what_one_may_not_see(plan, own_district, reader):
    assert own_district.client.get(url("officer", "export")).status_code == 403
    assert reader.client.get(url("producer", "export")).status_code == 403


def test_nothing_else_has_a_door():
    doors = {m._meta.model_name for m, a in site._registry.items() if hasattr(a, "export_action")}
    assert doors == {*TABLES, "producer", "product", "registration", "registeredproduct"}
