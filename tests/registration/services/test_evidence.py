"""Attaching, removing and opening evidence; where the files go and when they leave."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.db import transaction

from registration import files
from registration.enums import EvidenceDemand, Kind, RegistrationState, Step
from registration.errors import Forbidden, Incomplete, Refused
from registration.models import (
    JournalEntry,
    RegisteredEvidence,
    RegisteredProduct,
    Registration,
    StoredFile,
)
from registration.services import decisions, evidence, products, registrations
from tests import evidence as given
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

ON = moment(QUARTER, Step.ENTRY)
RED, BLUE = given.picture("red"), given.picture("blue")
TOO_MANY = [given.picture((n * 12, 0, 0)) for n in range(evidence.MOST + 1)]
STORAGE = storages["evidence"]


@pytest.fixture
def row(plan, own_district):
    given.kind()
    return factories.RegistrationFactory(
        entered_by=own_district.officer, products=1, products__photo=False
    )


def attach(persona, row, kind=given.PHOTO, sequence=1, on=ON, **what):
    return evidence.attach(
        by=persona.by, on=on, registration=row.pk, kind=kind, sequence=sequence, **what
    )


def stored():
    """Every path of bytes in the storage."""

    def walk(folder):
        folders, names = STORAGE.listdir(folder)
        yield from (f"{folder}/{name}".strip("/") for name in names)
        for each in folders:
            yield from walk(f"{folder}/{each}".strip("/"))

    return sorted(walk(""))


@pytest.fixture(autouse=True)
def empty_storage():
    for path in stored() if STORAGE.exists("") else ():
        STORAGE.delete(path)


def test_pictures_lie_in_the_storage_under_random_names(row, own_district):
    made = attach(own_district, row, uploads=[RED, BLUE])

    assert [each.product.sequence for each in made] == [1, 1]
    file = made[0].file
    assert (file.sha256, file.size) == (RED.sha256, len(RED.content))
    assert (file.district_id, file.stored_at, file.stored_by_id) == ("3104", ON, own_district.id)
    assert stored() == sorted(
        path for each in made for path in (each.file.path, each.file.thumbnail_path)
    )
    with STORAGE.open(file.path) as kept:
        assert kept.read() == RED.content
    assert STORAGE.path(file.path).startswith(str(STORAGE.location))


def test_attaching_is_an_edit(row, own_district):
    attach(own_district, row, uploads=[RED])

    fresh = Registration.objects.get(pk=row.pk)
    assert (fresh.version, fresh.edited_at, fresh.edited_by_id) == (2, ON, own_district.id)
    entry = JournalEntry.objects.latest("pk")
    assert (entry.action, entry.subject_id) == ("evidence.attach", str(row.pk))
    assert "ว ๗๕๕" in entry.permit
    assert entry.after == {
        "evidence": [
            {"kind": given.PHOTO, "name": "ภาพถ่ายผลิตภัณฑ์", "seen_original": False, "note": "",
             "product": 1, "sha256": RED.sha256, "size": len(RED.content)}
        ]
    }  # fmt: skip


def test_the_same_picture_again_adds_nothing(row, own_district):
    attach(own_district, row, uploads=[RED])
    before = contents()

    assert attach(own_district, row, uploads=[RED, RED]) == []
    assert contents() == before


def test_a_picture_is_kept_once_for_a_district(row, own_district):
    second = factories.RegisteredProductFactory(registration=row, photo=False)
    attach(own_district, row, uploads=[RED])
    attach(own_district, row, sequence=second.sequence, uploads=[RED])

    assert StoredFile.objects.count() == 1
    assert RegisteredEvidence.objects.count() == 2


def test_districts_share_nothing(row, own_district, other_district):
    attach(own_district, row, uploads=[RED])
    theirs = factories.RegistrationFactory(
        district="3103", entered_by=other_district.officer, products__photo=False
    )
    attach(other_district, theirs, uploads=[RED])

    assert set(StoredFile.objects.values_list("district", flat=True)) == {"3103", "3104"}


def test_the_officer_has_seen_the_original_once(row, own_district):
    given.kind("id-card", keeps_copy=False, accepts_seen=True)

    (seen,) = attach(own_district, row, "id-card", None, seen=True)
    again = attach(own_district, row, "id-card", None, seen=True)

    assert (seen.seen_original, seen.file, again) == (True, None, [])


@pytest.mark.parametrize(
    ("values", "what", "words"),
    [
        ({}, {}, "เลือกไฟล์"),
        ({"keeps_copy": False, "accepts_seen": True}, {"uploads": [RED]}, "ไม่เก็บสำเนา"),
        ({}, {"seen": True}, "ต้องแนบไฟล์"),
        ({"pictures_only": True}, {"uploads": [files.Checked("PDF", b"%PDF-")]}, "JPEG"),
        (
            {},
            {"uploads": TOO_MANY},
            "ไม่เกิน",
        ),
    ],
)
def test_what_a_kind_does_not_take(row, own_district, values, what, words):
    given.kind("paper", **values)
    before = contents()

    with pytest.raises(Incomplete) as caught:
        attach(own_district, row, "paper", None, **what)

    assert words in caught.value.problems[0][1]
    assert contents() == before
    assert stored() == []


@pytest.mark.parametrize(("kind", "sequence"), [("nonsense", None), (given.PHOTO, None)])
def test_only_what_is_asked_for_is_taken(row, own_district, kind, sequence):
    with pytest.raises(Refused) as caught:
        attach(own_district, row, kind, sequence, uploads=[RED])

    assert caught.value.refusal.rule == "not_asked"


def test_a_product_that_is_not_there(row, own_district):
    with pytest.raises(RegisteredProduct.DoesNotExist):
        attach(own_district, row, sequence=9, uploads=[RED])


def test_bytes_go_when_the_deed_fails(row, own_district, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(registrations, "touched", fail)
    with pytest.raises(RuntimeError):
        attach(own_district, row, uploads=[RED])

    assert stored() == []
    assert not StoredFile.objects.exists()


def remove(persona, row, pk, on=ON):
    evidence.remove(by=persona.by, on=on, registration=row.pk, evidence=pk)


def test_a_removed_file_leaves_once_that_is_certain(
    row, own_district, django_capture_on_commit_callbacks
):
    (made,) = attach(own_district, row, uploads=[RED])

    with django_capture_on_commit_callbacks() as callbacks:
        remove(own_district, row, made.pk)
    assert stored()
    callbacks[0]()

    assert stored() == []
    assert not StoredFile.objects.exists()
    entry = JournalEntry.objects.latest("pk")
    assert entry.action == "evidence.remove"
    assert entry.before["evidence"][0]["sha256"] == RED.sha256


@pytest.mark.parametrize("where", ["registration", "register"])
def test_a_file_that_somebody_points_to_stays(
    row, own_district, django_capture_on_commit_callbacks, where
):
    (made,) = attach(own_district, row, uploads=[RED])
    if where == "registration":
        second = factories.RegisteredProductFactory(registration=row, photo=False)
        given.give(row, product=second, file=made.file)
    else:
        given.hold(factories.ProducerFactory(), file=made.file)

    with django_capture_on_commit_callbacks(execute=True):
        remove(own_district, row, made.pk)

    assert stored()
    assert StoredFile.objects.filter(pk=made.file_id).exists()


def test_a_removed_product_takes_its_files_along(
    row, own_district, django_capture_on_commit_callbacks
):
    attach(own_district, row, uploads=[RED])

    with django_capture_on_commit_callbacks(execute=True):
        products.remove(by=own_district.by, on=ON, registration=row.pk, version=2, sequence=1)

    assert stored() == []
    assert not StoredFile.objects.exists()


def test_another_registrations_evidence_is_not_removed(row, own_district):
    other = factories.RegistrationFactory(entered_by=own_district.officer)

    with pytest.raises(RegisteredEvidence.DoesNotExist):
        remove(own_district, row, other.evidence.get().pk)


@pytest.fixture
def returned(row, own_province):
    """A row that the province sent back; ``flagged`` says which fields may be mended."""
    on = moment(QUARTER, Step.CERTIFICATION)
    clerk = row.entered_by

    def send_back(*flags):
        Registration.objects.filter(pk=row.pk).update(
            state=RegistrationState.SUBMITTED, submitted_at=ON, submitted_by=clerk
        )
        factories.set_filing_state(row.filing, "HANDED_OVER", by=clerk)
        decisions.send_back(
            by=own_province.by, on=on, registration=row.pk, comment="แก้",
            flags=dict.fromkeys(flags, ""),
        )  # fmt: skip
        return on + timedelta(hours=1)

    return send_back


@pytest.mark.parametrize(
    ("flag", "of_product", "of_producer"),
    [
        ("evidence", True, True),
        ("product-1", True, False),
        ("products", True, False),
        ("product-2", False, False),
        ("name", False, False),
    ],
)
def test_a_return_grant_opens_what_it_flags(
    row, own_district, returned, flag, of_product, of_producer
):
    given.kind("site-photo", pictures_only=True)
    on = returned(flag)

    for (kind, sequence), may in (
        ((given.PHOTO, 1), of_product),
        (("site-photo", None), of_producer),
    ):
        if may:
            (made,) = attach(own_district, row, kind, sequence, on=on, uploads=[RED])
            remove(own_district, row, made.pk, on=on)
        else:
            with pytest.raises(Refused) as caught:
                attach(own_district, row, kind, sequence, on=on, uploads=[RED])
            assert caught.value.refusal.rule == "not_flagged"


def test_without_the_photograph_nothing_is_submitted(row, own_district):
    given.kind()
    with pytest.raises(Incomplete) as caught:
        decisions.submit(by=own_district.by, on=ON, registration=row.pk)
    assert caught.value.problems == [("product-1.evidence", "แนบภาพถ่ายผลิตภัณฑ์อย่างน้อยหนึ่งภาพ")]

    attach(own_district, row, uploads=[RED])
    decisions.submit(by=own_district.by, on=ON, registration=row.pk)


def test_what_the_department_makes_optional_keeps_nobody_waiting(row, own_district):
    photo = given.kind()
    photo.demand = EvidenceDemand.OPTIONAL
    photo.save()

    decisions.submit(by=own_district.by, on=ON, registration=row.pk)


def test_an_update_begins_with_the_registers_files(plan, own_district):
    producer = factories.ProducerFactory(products=2)
    given.kind("id-card", keeps_copy=False, accepts_seen=True)
    given.hold(producer, "id-card", file=None, seen_original=True)
    given.hold(producer, "site-photo", note="หน้าร้าน")

    row = registrations.enter(
        by=own_district.by, on=ON, district="3104", quarter=QUARTER, kind=Kind.UPDATE,
        producer=producer.number,
    )  # fmt: skip

    copied = list(row.evidence.select_related("product__product"))
    assert [each.product and each.product.product for each in copied] == [
        *producer.products.all(), None,
    ]  # fmt: skip
    assert {each.file_id for each in copied} == {StoredFile.objects.get().pk}
    assert copied[-1].note == "หน้าร้าน"
    assert {(each.added_at, each.added_by_id) for each in copied} == {(ON, own_district.id)}


def test_a_lapsed_registration_is_taken_up_with_its_files(plan, own_district, department):
    old = factories.RegistrationFactory(
        filing=factories.FilingFactory(quarter_id="2561-1"), state="LAPSED", products=2,
        entered_by=own_district.officer,
    )  # fmt: skip
    given.kind("id-card", keeps_copy=False, accepts_seen=True)
    given.give(old, "id-card", seen_original=True)

    row = registrations.enter_again(
        by=own_district.by, on=ON, district="3104", quarter=QUARTER, registration=old.pk
    )

    copied = [(each.kind.code, each.product.sequence, each.file) for each in row.evidence.all()]
    file = StoredFile.objects.get()
    assert copied == [(given.PHOTO, 1, file), (given.PHOTO, 2, file)]


def test_a_cancellation_takes_no_files_along(plan, own_district):
    producer = factories.ProducerFactory()

    row = registrations.enter(
        by=own_district.by, on=ON, district="3104", quarter=QUARTER, kind=Kind.CANCEL,
        producer=producer.number,
    )  # fmt: skip

    assert not row.evidence.exists()


def test_opening_a_paper_is_journalled(row, own_district, own_province, reader):
    given.kind("group-papers")
    (made,) = attach(own_district, row, "group-papers", None, uploads=[RED])

    file = evidence.open_paper(by=own_province.by, on=ON, key=made.file.key)

    assert file == made.file
    entry = JournalEntry.objects.latest("pk")
    assert (entry.action, entry.subject_id) == ("evidence.open", str(row.pk))
    assert (entry.officer_id, entry.after["evidence"][0]["kind"]) == (
        own_province.id, "group-papers",
    )  # fmt: skip
    with pytest.raises(Forbidden):
        evidence.open_paper(by=reader.by, on=ON, key=made.file.key)


def test_a_file_of_another_area_does_not_exist(row, own_district, foreign_district):
    (made,) = attach(own_district, row, uploads=[RED])

    with pytest.raises(StoredFile.DoesNotExist):
        evidence.open_paper(by=foreign_district.by, on=ON, key=made.file.key)


def test_an_outer_rollback_leaves_bytes_that_are_found(row, own_district):
    class Back(Exception):
        pass

    def try_out():
        with transaction.atomic():
            attach(own_district, row, uploads=[RED])
            raise Back

    with pytest.raises(Back):
        try_out()

    assert stored()  # tests/registration/management/test_sweeping.py finds them
    assert not StoredFile.objects.exists()
