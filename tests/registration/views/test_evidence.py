"""The page of all evidence, and files as they leave the program."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from registration.enums import Kind, RegistrationState, Step
from registration.models import JournalEntry, RegisteredEvidence, Registration, StoredFile
from tests import evidence as given
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.files import bad
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

ON = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def row(plan, own_district, at):
    at(ON)
    given.kind()
    return factories.RegistrationFactory(
        entered_by=own_district.officer, products=2, products__photo=False, group=True
    )


def sent(content, name="x.jpg"):
    file = BytesIO(content)
    file.name = name
    return file


def send(persona, row, *contents, kind=given.PHOTO, product="1", **data):
    if contents:
        data["files"] = [sent(content) for content in contents]
    data |= {"kind": kind, "product": product}
    return persona.client.post(reverse("evidence", args=(row.pk,)), data)


def test_several_pictures_are_sent_at_once(row, own_district):
    response = send(own_district, row, bad.photograph(), bad.png())

    assert response.status_code == 302
    assert response.url.endswith(f"/registrations/{row.pk}/evidence/#product-photo-1")
    files = [each.file for each in RegisteredEvidence.objects.all()]
    assert [file.file_type for file in files] == ["JPEG", "PNG"]
    page = own_district.client.get(reverse("evidence", args=(row.pk,))).text
    for file in files:
        assert reverse("evidence-thumbnail", args=(file.key,)) in page
    assert "เพิ่มหลักฐานแล้ว" in page


def test_the_page_says_what_is_missing_until_it_is_there(row, own_district):
    url = reverse("evidence", args=(row.pk,))
    assert "ยังขาดหลักฐานที่จำเป็น 2 รายการ" in own_district.client.get(url).text

    send(own_district, row, bad.jpeg())
    send(own_district, row, bad.jpeg(), product="2")

    assert "หลักฐานที่จำเป็นครบแล้ว" in own_district.client.get(url).text


BAD = {
    "renamed exe": (bad.EXE, "รับเฉพาะภาพ"),
    "broken jpeg": (bad.jpeg()[:-50], "ภาพเสีย"),
    "bomb": (bad.huge_png(), "10000 × 10000"),
    "svg": (bad.SVG, "รับเฉพาะภาพ"),
    "gif": (bad.gif(), "รับเฉพาะภาพ"),
    "paper": (bad.pdf(), "รับเฉพาะภาพ"),
    "too large": (bad.jpeg() + b"\0" * 10_500_000, "10 MB"),
    "empty": (b"", "ว่างเปล่า"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_the_remedy(row, own_district, name):
    content, words = BAD[name]
    before = contents()

    response = send(own_district, row, bad.jpeg(), content)

    assert response.status_code == 422
    assert words in response.text
    assert "ไฟล์ที่ 2" in response.text
    assert f"{row.products.first().name}) – เพิ่มภาพ" in response.text, "which of the many"
    assert contents() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bad.pdf(change=bad.scripted), "สคริปต์"),
        (bad.pack(b"<< /S /JavaScript /JS (x) >>"), "สคริปต์"),
        (bad.pdf(change=bad.locked), "รหัสผ่าน"),
        (bad.with_zip(bad.pdf()), "ต่อท้าย"),
    ],
)
def test_a_bad_paper_is_refused(row, own_district, content, words):
    given.kind("group-papers")

    response = send(own_district, row, content, kind="group-papers", product="")

    assert response.status_code == 422
    assert words in response.text
    assert not StoredFile.objects.exists()


def test_far_too_much_is_told_and_stores_nothing(row, own_district):
    before = contents()

    response = send(own_district, row, b"x" * 30_000_000)

    assert response.status_code == 413
    assert "รวมกันไม่เกิน 25 MB" in response.text
    assert "แบ่งส่งเป็นหลายครั้ง" in response.text
    assert contents() == before


def test_no_file_chosen_is_told(row, own_district):
    response = send(own_district, row)

    assert response.status_code == 422
    assert "เลือกไฟล์" in response.text


def test_the_name_of_a_file_is_kept_nowhere(row, own_district):
    own_district.client.post(
        reverse("evidence", args=(row.pk,)),
        {"kind": given.PHOTO, "product": "1", "files": [sent(bad.jpeg(), "บัตร-สมศรี.jpg")]},
    )

    assert RegisteredEvidence.objects.exists()
    assert "สมศรี" not in str(contents())


@pytest.mark.parametrize(("kind", "product"), [("nonsense", ""), (given.PHOTO, "9"), ("", "")])
def test_what_is_not_asked_for_is_not_there(row, own_district, kind, product):
    assert send(own_district, row, bad.jpeg(), kind=kind, product=product).status_code == 404


def test_seeing_the_original_is_one_press(row, own_district):
    given.kind("id-card", name="บัตรประจำตัวประชาชน", keeps_copy=False, accepts_seen=True)
    page = own_district.client.get(reverse("evidence", args=(row.pk,))).text
    assert "ไม่เก็บสำเนา" in page

    send(own_district, row, kind="id-card", product="", seen="1")

    given_now = RegisteredEvidence.objects.get()
    assert given_now.seen_original
    page = own_district.client.get(reverse("evidence", args=(row.pk,))).text
    assert "เจ้าหน้าที่เห็นต้นฉบับแล้ว" in page
    own_district.client.post(reverse("evidence-remove", args=(row.pk, given_now.pk)))
    assert not RegisteredEvidence.objects.exists()


@pytest.mark.parametrize(
    ("where", "status"), [("before", 409), ("opens", 302), ("last", 302), ("closes", 409)]
)
def test_window_boundaries(row, own_district, at, where, status):
    at(moment(QUARTER, Step.ENTRY, where))
    before = contents()

    response = send(own_district, row, bad.jpeg())

    assert response.status_code == status
    if status == 409:
        assert contents() == before
        assert "ว ๗๕๕" in response.text


def test_removing_outside_the_window_is_refused(row, own_district, at):
    send(own_district, row, bad.jpeg())
    at(moment(QUARTER, Step.ENTRY, "closes"))
    before = contents()

    url = reverse("evidence-remove", args=(row.pk, RegisteredEvidence.objects.get().pk))

    assert own_district.client.post(url).status_code == 409
    assert contents() == before


def test_after_submission_nothing_is_offered(row, own_district):
    Registration.objects.filter(pk=row.pk).update(
        state=RegistrationState.SUBMITTED, submitted_at=ON, submitted_by=row.entered_by
    )

    page = own_district.client.get(reverse("evidence", args=(row.pk,))).text

    assert 'type="file"' not in page
    assert send(own_district, row, bad.jpeg()).status_code == 409


def test_the_province_looks_and_changes_nothing(row, own_district, own_province):
    send(own_district, row, bad.jpeg())

    page = own_province.client.get(reverse("evidence", args=(row.pk,)))

    assert page.status_code == 200
    assert 'type="file"' not in page.text
    assert "evidence/1/remove" not in page.text
    assert send(own_province, row, bad.png()).status_code == 403


def test_a_cancellation_has_no_such_page(plan, own_district, at):
    at(ON)
    producer = factories.ProducerFactory()
    row = factories.RegistrationFactory(
        kind=Kind.CANCEL, producer=producer, entered_by=own_district.officer
    )

    assert own_district.client.get(reverse("evidence", args=(row.pk,))).status_code == 404


def test_what_is_no_longer_asked_for_is_shown_and_may_go(row, own_district):
    kind = given.kind("group-papers", producer_type="GROUP")
    send(own_district, row, bad.pdf(), kind="group-papers", product="")
    kind.producer_type = "SME"
    kind.save()

    page = own_district.client.get(reverse("evidence", args=(row.pk,))).text

    assert "หลักฐานที่ไม่ใช้แล้ว" in page
    assert reverse("evidence-remove", args=(row.pk, RegisteredEvidence.objects.get().pk)) in page


def test_the_page_costs_the_same_for_many(row, own_district):
    url = reverse("evidence", args=(row.pk,))
    send(own_district, row, bad.jpeg())
    few = queries_of(own_district.client, url)
    for n in range(12):
        product = factories.RegisteredProductFactory(registration=row)
        given.give(row, product=product, file=given.stored(checked=given.picture((n * 9, 0, 90))))

    assert queries_of(own_district.client, url) == few <= 12


@pytest.fixture
def picture(row, own_district):
    send(own_district, row, bad.photograph((900, 600)))
    return StoredFile.objects.get()


@pytest.fixture
def paper(row, own_district):
    given.kind("group-papers")
    send(own_district, row, bad.pdf(), kind="group-papers", product="")
    return StoredFile.objects.get()


def test_a_picture_is_shown_and_can_do_nothing(picture, own_district):
    for name, longest in (("evidence-file", 900), ("evidence-thumbnail", 320)):
        response = own_district.client.get(reverse(name, args=(picture.key,)))

        assert response.status_code == 200
        assert response["Content-Type"] == "image/jpeg"
        assert response["Content-Disposition"].startswith("inline")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Cache-Control"] == "private, no-cache"
        assert max(Image.open(BytesIO(response.content)).size) == longest


def test_what_has_not_changed_is_not_sent_again(picture, own_district, foreign_district):
    urls = [reverse(f"evidence-{name}", args=(picture.key,)) for name in ("file", "thumbnail")]
    tags = [own_district.client.get(url)["ETag"] for url in urls]
    assert picture.sha256 in tags[0]
    assert tags[0] != tags[1]

    for url, tag in zip(urls, tags, strict=True):
        headers = {"If-None-Match": tag}
        again = own_district.client.get(url, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again["Content-Security-Policy"] == "default-src 'none'; sandbox"
        # The right to see is asked for first.
        assert foreign_district.client.get(url, headers=headers).status_code == 404


WHO = {
    "own_district": 200, "other_district": 404, "foreign_district": 404, "own_province": 200,
    "other_province": 404, "department": 200, "reader": 403,
}  # fmt: skip


@pytest.mark.parametrize("name", ["evidence-file", "evidence-thumbnail"])
def test_who_sees_a_picture(picture, personas, name):
    url = reverse(name, args=(picture.key,))

    found = {who: persona.client.get(url).status_code for who, persona in personas.items()}

    assert found == WHO


def test_the_registers_own_pictures_are_seen_in_its_area(plan, personas, at):
    at(ON)
    file = given.stored("3201")
    given.hold(factories.ProducerFactory(products=0), file=file)

    url = reverse("evidence-file", args=(file.key,))

    assert {who: p.client.get(url).status_code for who, p in personas.items()} == WHO


def test_a_file_that_nothing_points_to_is_not_there(plan, own_district, at):
    at(ON)
    file = given.stored()

    assert own_district.client.get(reverse("evidence-file", args=(file.key,))).status_code == 404


def test_a_paper_is_a_download_and_the_journal_knows(paper, row, personas):
    url = reverse("evidence-file", args=(paper.key,))
    entries = JournalEntry.objects.count()

    found = {who: persona.client.post(url) for who, persona in personas.items()}

    assert {who: response.status_code for who, response in found.items()} == WHO
    response = found["own_province"]
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="evidence.pdf"'
    assert response.content == bad.pdf()
    opened = JournalEntry.objects.order_by("pk")[entries:]
    assert [entry.action for entry in opened] == ["evidence.open"] * 3
    assert {entry.officer_id for entry in opened} == {
        personas[who].id for who, status in WHO.items() if status == 200
    }


def test_a_paper_is_not_opened_by_its_address_alone(paper, own_district):
    response = own_district.client.get(reverse("evidence-file", args=(paper.key,)))

    assert response.status_code == 409
    assert "ระบบบันทึก" in response.text
    thumbnail = reverse("evidence-thumbnail", args=(paper.key,))
    assert own_district.client.get(thumbnail).status_code == 404


def test_a_paper_that_was_photographed_is_a_paper(row, own_district):
    given.kind("group-papers")
    send(own_district, row, bad.jpeg(), kind="group-papers", product="")
    file = StoredFile.objects.get()

    thumbnail = reverse("evidence-thumbnail", args=(file.key,))

    assert own_district.client.get(thumbnail).status_code == 404
    assert thumbnail not in own_district.client.get(reverse("evidence", args=(row.pk,))).text


def test_the_history_tells_what_was_given_and_taken(row, own_district):
    given.kind("id-card", name="บัตรประจำตัว", keeps_copy=False, accepts_seen=True)
    producer = factories.ProducerFactory()
    Registration.objects.filter(pk=row.pk).update(kind=Kind.UPDATE, producer=producer)
    send(own_district, row, bad.jpeg(), bad.png())
    send(own_district, row, kind="id-card", product="", seen="1")
    first = RegisteredEvidence.objects.earliest("pk")
    own_district.client.post(reverse("evidence-remove", args=(row.pk, first.pk)))

    page = own_district.client.get(reverse("producer-history", args=(producer.number,))).text

    for words in ("ภาพถ่ายผลิตภัณฑ์ 2 ไฟล์", "ภาพถ่ายผลิตภัณฑ์ 1 ไฟล์", "เห็นต้นฉบับ บัตรประจำตัว"):
        assert words in page
