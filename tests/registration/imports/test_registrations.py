"""A workbook comes in: what every row means, what is said about it, what is done."""

import pytest

from registration.enums import Step
from registration.errors import InvalidValue, Refused
from registration.imports.registrations import staging
from registration.models import Registration
from registration.selectors import imports as staged_imports
from registration.services import imports, products, registrations
from registration.sheets import seals
from tests import factories, workbooks
from tests.factories import moment
from tests.registration.stored import contents
from tests.workbooks import G, P, R, S

ON = moment("2561-2", Step.ENTRY)


@pytest.fixture
def by(plan, own_district):
    factories.ProductGroupFactory()
    return own_district.by


@pytest.fixture
def hand_in(by, monkeypatch):
    def handed(workbook, content=b"file", on=ON):
        return workbooks.receive(monkeypatch, by, on, workbook, content)

    return handed


def verdicts(by, row):
    return [each.verdict for each in staged_imports.rows(by, row.pk)]


def sentences(by, row, *, warnings=False):
    return [
        (each["sheet"], each["row"], each["column_key"], each["sentence"])
        for each in staged_imports.problems(by, row.pk, warnings=warnings)
    ]


def test_nothing_changed_is_the_same(by, hand_in):
    factories.RegistrationFactory(by_proxy=True, birth_date="1967-05", products=2)
    factories.RegistrationFactory(group=True, member_names="นาย ก\nนาง ข", last_income=120_000)
    standard = factories.StandardFactory()
    made = Registration.objects.last().products.get()
    made.standards.create(standard=standard, number="1/2560", issued_on="2017-05-01")
    made.rights.create(kind="TRADEMARK", number="ค 1", holder="กลุ่ม")
    row = hand_in(workbooks.download(by, ON))

    assert sentences(by, row) == []
    assert verdicts(by, row) == ["SAME", "SAME"]


def test_a_new_producer_with_products(by, hand_in):
    workbook = workbooks.download(by, ON)
    workbook.add(products=2)
    row = hand_in(workbook)
    assert sentences(by, row) == []
    assert verdicts(by, row) == ["NEW"]

    imports.commit(by=by, on=ON, staged=row.pk)

    made = Registration.objects.get()
    assert (made.name, made.citizen_id) == ("ร้านทอผ้าทดสอบ 1", workbook.rows[P][0]["citizen_id"])
    assert [product.name for product in made.products.all()] == [
        "ผ้าไหมมัดหมี่ 1/1", "ผ้าไหมมัดหมี่ 1/2",
    ]  # fmt: skip
    assert made.site_postcode == "31110"


def test_the_same_file_again_changes_nothing(by, hand_in):
    factories.ProducerFactory()
    workbook = workbooks.download(by, ON)
    workbook.rows[P][0]["deed"] = "ยืนยันไม่เปลี่ยนแปลง"
    workbook.add(products=1)
    workbook.add(2, citizen_id="", person_first_name="บุญมา")
    imports.commit(by=by, on=ON, staged=hand_in(workbook).pk)
    before = registered()

    again = hand_in(workbook)
    other_bytes = hand_in(workbook, b"saved by another program")

    assert verdicts(by, again) == verdicts(by, other_bytes) == ["SAME"] * 3
    imports.commit(by=by, on=ON, staged=again.pk)
    assert registered() == before


def test_an_edit_changes_only_what_differs(by, hand_in):
    stored = factories.RegistrationFactory(products=2)
    workbook = workbooks.download(by, ON)
    workbook.rows[P][0]["name"] = "ร้านใหม่"
    workbook.rows[G][1]["retail_price"] = "๒,๐๐๐"
    row = hand_in(workbook)

    assert verdicts(by, row) == ["CHANGED"]
    told = staged_imports.rows(by, row.pk).get().told
    assert [each[1:] for each in told["differences"]] == [
        [stored.name, "ร้านใหม่"], ["1500", "2000"],
    ]  # fmt: skip
    imports.commit(by=by, on=ON, staged=row.pk)
    after = Registration.objects.get()
    assert (after.name, after.citizen_id) == ("ร้านใหม่", stored.citizen_id)
    assert [product.retail_price for product in after.products.all()] == [1500, 2000]


def test_what_was_changed_online_meanwhile_is_never_overwritten(by, hand_in):
    stored = factories.RegistrationFactory()
    workbook = workbooks.download(by, ON)
    workbook.rows[P][0]["name"] = "จากไฟล์"
    registrations.edit(
        by=by, on=ON, registration=stored.pk, version=1, values={"name": "จากหน้าเว็บ"}
    )
    row = hand_in(workbook)

    line = staged_imports.rows(by, row.pk).get()
    assert line.verdict == "CONFLICT"
    assert [each[1:] for each in line.told["differences"]] == [["จากหน้าเว็บ", "จากไฟล์"]]
    with pytest.raises(Refused):
        imports.commit(by=by, on=ON, staged=row.pk)
    imports.commit(by=by, on=ON, staged=row.pk, only_valid=True)
    assert Registration.objects.get().name == "จากหน้าเว็บ"


@pytest.mark.parametrize("change", ["producer", "product", "standard"])
def test_an_untouched_row_is_no_conflict(by, hand_in, change):
    """Somebody edited online what the file does not speak of: nothing is asked and nothing lost."""
    stored = factories.RegistrationFactory()
    product = stored.products.get()
    product.standards.create(standard=factories.StandardFactory(), number="1/2560")
    workbook = workbooks.download(by, ON)
    workbook.add()
    where = {"by": by, "on": ON, "registration": stored.pk, "version": 1}
    if change == "producer":
        registrations.edit(values={"name": "จากหน้าเว็บ", "mobile": "0898765432"}, **where)
    else:
        held = {"standards": []} if change == "standard" else {}
        products.edit(sequence=1, values={"brand": "จากหน้าเว็บ"}, held=held, **where)
    row = hand_in(workbook)

    assert verdicts(by, row) == ["SAME", "NEW"]
    imports.commit(by=by, on=ON, staged=row.pk)
    stored.refresh_from_db()
    product.refresh_from_db()
    assert "จากหน้าเว็บ" in (stored.name, product.brand)


def test_what_is_changed_between_check_and_commit_stops_the_whole_commit(by, hand_in):
    stored = factories.RegistrationFactory()
    workbook = workbooks.download(by, ON)
    workbook.add()
    workbook.rows[P][0]["name"] = "จากไฟล์"
    row = hand_in(workbook)
    registrations.edit(
        by=by, on=ON, registration=stored.pk, version=1, values={"name": "จากหน้าเว็บ"}
    )
    before = contents()

    with pytest.raises(Refused) as refused:
        imports.commit(by=by, on=ON, staged=row.pk, only_valid=True)

    assert refused.value.refusal.rule == "stale"
    assert "แถวที่ 2" in str(refused.value)
    assert contents() == before


def test_the_own_last_commit_is_no_conflict(by, hand_in):
    """Who mends the same file again goes on from what was committed."""
    workbook = workbooks.download(by, ON)
    workbook.add()
    imports.commit(by=by, on=ON, staged=hand_in(workbook).pk)
    workbook.rows[P][0]["mobile"] = "09 1234 5678"
    row = hand_in(workbook, b"mended")

    assert verdicts(by, row) == ["CHANGED"]
    imports.commit(by=by, on=ON, staged=row.pk)
    assert "09" in Registration.objects.get().mobile


def test_what_is_only_written_otherwise_is_the_same(by, hand_in):
    """Rows from before a rule was made: nobody touched them in the file."""
    row = factories.RegistrationFactory(name="ร้าน  ผ้า ", mobile="0812345678")
    row.products.update(story="เล่า  ว่า")

    staged = hand_in(workbooks.download(by, ON))

    assert verdicts(by, staged) == ["SAME"]


def registered():
    found = contents()
    return {name: found[name] for name in ("Registration", "RegisteredProduct")}


DEEDS = {
    "ยืนยันไม่เปลี่ยนแปลง": ("UPDATE", "SUBMITTED"),
    "ปรับปรุงข้อมูล": ("UPDATE", "DRAFT"),
    "ยกเลิกจากทะเบียน": ("CANCEL", "DRAFT"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_producers_of_the_register(by, hand_in, deed):
    factories.ProducerFactory(products=2)
    workbook = workbooks.download(by, ON)
    workbook.rows[P][0] |= {"deed": deed, "cancel_reason": "เลิกกิจการ" if "ยกเลิก" in deed else ""}
    if deed == "ปรับปรุงข้อมูล":
        workbook.rows[G][1]["dropped"] = "ใช่"
        workbook.rows[G][0]["story"] = "เล่าใหม่"
    row = hand_in(workbook)
    assert sentences(by, row) == []

    imports.commit(by=by, on=ON, staged=row.pk)

    made = Registration.objects.get()
    assert (made.kind, made.state) == DEEDS[deed]
    assert verdicts(by, hand_in(workbook, b"once more")) == ["SAME"]
    if deed == "ปรับปรุงข้อมูล":
        assert [(p.story, p.dropped) for p in made.products.all()] == [
            ("เล่าใหม่", False), ("สืบทอดลายจากรุ่นย่า", True),
        ]  # fmt: skip


def test_a_producer_without_a_deed_is_left_alone(by, hand_in):
    factories.ProducerFactory.create_batch(2)
    workbook = workbooks.download(by, ON)
    workbook.rows[P][1]["name"] = "แก้แล้วลืมเลือก"
    row = hand_in(workbook)

    assert verdicts(by, row) == ["LEFT", "LEFT"]
    assert [place[1:3] for place in sentences(by, row, warnings=True)] == [(3, "deed")]
    imports.commit(by=by, on=ON, staged=row.pk)
    assert not Registration.objects.exists()


def test_standards_and_rights(by, hand_in):
    factories.StandardFactory()
    factories.RegistrationFactory()
    workbook = workbooks.download(by, ON)
    ref = {"producer_ref": "1", "product_ref": "1"}
    workbook.rows[S].append({**ref, "standard": "มผช.", "number": "12/2560"})
    workbook.rows[R].append({**ref, "kind": "สิทธิบัตร", "number": "9"})
    row = hand_in(workbook)

    assert verdicts(by, row) == ["CHANGED"]
    imports.commit(by=by, on=ON, staged=row.pk)
    product = Registration.objects.get().products.get()
    assert [held.number for held in product.standards.all()] == ["12/2560"]
    assert [held.kind for held in product.rights.all()] == ["PATENT"]


WRONG = [
    # sheet, cells of its first row, where it is said, words of the sentence
    (P, {"producer_type": ""}, "producer_type", "กรอกช่องนี้"),
    (P, {"citizen_id": "1234567890123"}, "citizen_id", "เลขประจำตัวประชาชน"),
    (P, {"site_subdistrict": "ในเมือง"}, "site_subdistrict", "ไม่อยู่ในรายการ"),
    (P, {"founded_year": "2599"}, "founded_year", "ปี พ.ศ."),
    (P, {"deed": "ลบ"}, "deed", "ไม่อยู่ในรายการ"),
    (P, {"deed": "ปรับปรุงข้อมูล"}, "deed", "ลงทะเบียนใหม่"),
    (P, {"latitude": "14.9"}, "longitude", "ละติจูดและลองจิจูด"),
    (P, {"producer": "3104-00001"}, "producer_ref", "สลับกับแถวอื่น"),
    (P, {"registration": "1", "version": "1"}, "producer_ref", "สลับกับแถวอื่น"),
    (G, {"product_type": ""}, "product_type", "กรอกช่องนี้"),
    (G, {"retail_price": "แพง"}, "retail_price", "ตัวเลข"),
    (G, {"materials": "เส้นไหม"}, "materials", "แหล่งที่มา"),
    (G, {"producer_ref": "99"}, "producer_ref", "ไม่พบ"),
    (S, {"number": "1", "producer_ref": "1", "product_ref": "1"}, "standard", "เลือกมาตรฐาน"),
    (S, {"number": "1", "producer_ref": "1", "product_ref": "7"}, "product_ref", "ไม่พบ"),
    (R, {"kind": "สิทธิบัตร", "producer_ref": "1", "product_ref": "1"}, "number", "เลขที่คำขอ"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "cells", "place", "words"), WRONG)
def test_what_is_wrong_is_said_at_its_cell(by, hand_in, sheet, cells, place, words):
    workbook = workbooks.download(by, ON)
    workbook.add(products=1)
    if workbook.rows[sheet]:
        workbook.rows[sheet][0] |= cells
    else:
        workbook.rows[sheet].append(cells)
    row = hand_in(workbook)

    said = sentences(by, row)
    assert (sheet, 2, place) in [each[:3] for each in said], said
    assert any(words in each[3] for each in said if each[2] == place), said
    assert "INVALID" in verdicts(by, row)
    kept = str(staged_imports.problems(by, row.pk))
    assert workbook.rows[P][0]["citizen_id"] not in kept


def test_everything_is_said_at_once_and_the_rest_is_committed(by, hand_in):
    workbook = workbooks.download(by, ON)
    workbook.add(1, founded_year="x", mobile="12", products=1)
    workbook.add(2, products=1)
    workbook.rows[G][0]["retail_price"] = "แพง"
    row = hand_in(workbook)

    assert [each[2] for each in sentences(by, row)] == ["founded_year", "mobile", "retail_price"]
    assert verdicts(by, row) == ["INVALID", "NEW"]
    done = imports.commit(by=by, on=ON, staged=row.pk, only_valid=True)
    assert Registration.objects.count() == 1
    assert (done.counts["done"], done.counts["left_out"]) == (1, 1)
    # The file stays for its sender to mend; what was taken is kept nowhere twice.
    assert staged_imports.content_of(by, row.pk) == b"file"
    assert [bool(line.told) for line in staged_imports.rows(by, row.pk)] == [True, False]


def test_a_formula_is_refused_and_text_stays_text(by, hand_in):
    workbook = workbooks.download(by, ON)
    workbook.add(name="=HYPERLINK(1)")
    workbook.add(2)
    workbook.formulas[P] = {(3, "name")}
    row = hand_in(workbook)

    assert [(each[1], each[2]) for each in sentences(by, row)] == [(3, "name")]
    imports.commit(by=by, on=ON, staged=row.pk, only_valid=True)
    assert Registration.objects.get().name == "=HYPERLINK(1)"


def test_one_person_stands_in_one_row(by, hand_in):
    workbook = workbooks.download(by, ON)
    workbook.add()
    workbook.add()
    workbook.add(name="อีกร้าน")  # one person may have two shops
    row = hand_in(workbook)

    assert verdicts(by, row) == ["NEW", "INVALID", "NEW"]
    assert "แถวที่ 2" in sentences(by, row)[0][3]


@pytest.mark.parametrize(("district", "quarter"), [("3103", "2561-2"), ("3104", "2561-3")])
def test_a_workbook_of_another_filing_is_refused(by, hand_in, district, quarter):
    workbook = workbooks.download(by, ON)
    workbook.add()
    workbook.origin = seals.Origin(district, quarter, ON)
    with pytest.raises(InvalidValue):
        hand_in(workbook)


def test_a_part_at_a_time(by, hand_in, monkeypatch):
    monkeypatch.setattr(staging, "PART", 2)
    workbook = workbooks.download(by, ON)
    for n in range(1, 6):
        workbook.add(n)
    row = hand_in(workbook)
    assert (row.n_checked, row.state) == (2, "RECEIVED")
    with pytest.raises(Refused):
        imports.commit(by=by, on=ON, staged=row.pk)

    assert staging.check(by, ON, row.pk).n_checked == 4
    row = staging.check(by, ON, row.pk)

    assert (row.n_checked, row.state) == (5, "CHECKED")
    assert row.counts["NEW"] == 5


def test_what_would_be_missing_is_a_warning(by, hand_in):
    workbook = workbooks.download(by, ON)
    workbook.add(person_title="", products=1)
    workbook.rows[G][0]["story"] = ""
    row = hand_in(workbook)

    assert verdicts(by, row) == ["NEW"]
    places = [each[2] for each in sentences(by, row, warnings=True)]
    assert {"person_title", "story"} <= set(places)
