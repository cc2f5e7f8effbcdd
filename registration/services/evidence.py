"""Evidence of a registration: pictures, papers, and what the officer has seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from registration import proofs, validators, workflow
from registration.enums import FileType, Role
from registration.errors import Forbidden, Incomplete, Refusal, Refused
from registration.files import Checked
from registration.models import (
    EvidenceKind,
    ProducerEvidence,
    RegisteredEvidence,
    RegisteredProduct,
    Registration,
    StoredFile,
)
from registration.scoping import Jurisdiction
from registration.selectors import evidence, situations
from registration.services import files, journal, registrations, revising, states, typed_goods

MOST = 20  # files of one kind for one producer or product


@dataclass(frozen=True)
class Offer:
    """Checked files of a kind, or that the officer has ``seen`` the original; of the producer, or
    of the product ``sequence``.
    """

    kind: str
    sequence: int | None = None
    uploads: tuple[Checked, ...] = ()
    seen: bool = False
    note: str = ""


@transaction.atomic
def attach(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    kind: str,
    sequence: int | None = None,
    uploads: Iterable[Checked] = (),
    seen: bool = False,
    note: str = "",
) -> list[RegisteredEvidence]:
    """Add evidence of one kind, as ``attach_all`` does."""
    offer = Offer(kind, sequence, tuple(uploads), seen, note)
    return attach_all(by=by, on=on, registration=registration, offers=[offer])


@transaction.atomic
def attach_all(
    *, by: Jurisdiction, on: datetime, registration: int, offers: Iterable[Offer]
) -> list[RegisteredEvidence]:
    """Add evidence to a registration as one edit: all or none. Returns what is new: the same file
    again adds nothing.

    Asks for no version: adding a picture overwrites nothing.
    """
    row = registrations.locked(by, registration)
    made_products = {product.sequence: product for product in row.products.all()}
    there = set(row.evidence.values_list("kind", "product", "file"))
    situation, made = None, []
    with files.storing() as written:
        for offer in offers:
            product = _product(made_products, offer.sequence)
            situation = _editable(by, on, row, product, situation)
            made += _given(by, on, row, product, offer, there, written)
        if made:
            RegisteredEvidence.objects.bulk_create(made)
            after = {"evidence": [_journal_form(each) for each in made]}
            registrations.touched(by, on, row, "evidence.attach", situation, before={}, after=after)
    return made


def _product(products_of_row, sequence: int | None) -> RegisteredProduct | None:
    if sequence is None:
        return None
    if sequence not in products_of_row:
        raise RegisteredProduct.DoesNotExist
    return products_of_row[sequence]


def _given(by, on, row, product, offer: Offer, there: set, written) -> list[RegisteredEvidence]:
    """The rows that an offer adds, not yet stored; ``there`` is what the registration has."""
    kind = _asked(row, product, offer.kind)
    _demand_acceptable(kind, offer)
    place = (kind.pk, product.pk if product else None)
    have = {file for *where, file in there if tuple(where) == place}
    district = row.filing.district_id
    stored = [files.store(by, on, each, district, written) for each in offer.uploads]
    new = {file.pk: {"file": file} for file in stored if file.pk not in have}
    if len(have - {None}) + len(new) > MOST:
        sentence = _("แนบได้ไม่เกิน %(most)d ไฟล์ต่อรายการ ให้ลบไฟล์ที่ไม่ใช้ก่อน") % {"most": MOST}
        raise Incomplete([("files", sentence)])
    if offer.seen and None not in have:
        new[None] = {"seen_original": True}
    there |= {(*place, key) for key in new}
    return [
        RegisteredEvidence(
            registration=row, product=product, kind=kind, note=offer.note, added_at=on,
            added_by_id=by.officer_id, **values,
        )
        for values in new.values()
    ]  # fmt: skip


@transaction.atomic
def remove(*, by: Jurisdiction, on: datetime, registration: int, evidence: int) -> None:
    """Take one file, or the word that something was seen, away again."""
    row = registrations.locked(by, registration)
    given = row.evidence.select_related("kind", "file", "product").get(pk=evidence)
    situation = _editable(by, on, row, given.product)
    before = {"evidence": [_journal_form(given)]}
    key = given.file_id
    given.delete()
    files.forget([key])
    registrations.touched(by, on, row, "evidence.remove", situation, before=before, after={})


@transaction.atomic
def open_paper(*, by: Jurisdiction, on: datetime, key: UUID) -> StoredFile:
    """A file to be read; who opened what is journalled first, because papers tell of people."""
    if by.role == Role.READER:
        raise Forbidden(_("ผู้อ่านรายงานเปิดหลักฐานไม่ได้"))
    file = evidence.file_for(by, key)
    row = evidence.shown_by(by, file)
    of = row.producer if isinstance(row, ProducerEvidence) else row.registration
    journal.record(by, on, "evidence.open", of, after={"evidence": [_journal_form(row)]})
    return file


def _editable(by, on, row: Registration, product: RegisteredProduct | None, situation=None):
    """The situation, where this evidence may be changed now.

    A return grant opens it by its own flag, by the product's, or by the one for adding products: a
    product that was just added needs its picture.
    """
    situation = situation or situations.of_registration(by, row, on)
    states.demand(workflow.edit_refusal(situation))
    allowed = workflow.editable_fields(situation)
    keys = {proofs.KEY}
    if product:
        keys |= {typed_goods.key(product.sequence), typed_goods.ANY}
    if allowed is not workflow.ALL_FIELDS and not allowed & keys:
        revising.demand_editable(situation, {proofs.KEY})
    return situation


def _asked(row: Registration, product: RegisteredProduct | None, code: str) -> EvidenceKind:
    concerned = [product] if product else list(row.products.all())
    for ask in proofs.asked(evidence.kinds(), row, concerned, ()):
        if ask.kind.code == code and ask.product == product:
            return ask.kind
    raise Refused(
        Refusal("not_asked", _("รายการนี้ไม่ใช้หลักฐานประเภทที่เลือกแล้ว ให้เปิดหน้าหลักฐานใหม่แล้วตรวจอีกครั้ง"))
    )


def _demand_acceptable(kind: EvidenceKind, offer: Offer) -> None:
    problem = None
    if not offer.uploads and not offer.seen:
        problem = _("เลือกไฟล์อย่างน้อยหนึ่งไฟล์")
    elif offer.uploads and not kind.keeps_copy:
        problem = _("หลักฐานนี้ไม่เก็บสำเนา ให้ขอดูฉบับจริงแล้วทำเครื่องหมายว่าเห็นแล้ว")
    elif offer.seen and not kind.accepts_seen:
        problem = _("หลักฐานนี้ต้องแนบไฟล์ ทำเครื่องหมายว่าเห็นแล้วอย่างเดียวไม่พอ")
    elif kind.pictures_only and any(each.file_type == FileType.PDF for each in offer.uploads):
        problem = _("รับเฉพาะภาพ JPEG หรือ PNG")
    if problem:
        raise Incomplete([("files", problem)])


def _journal_form(given: RegisteredEvidence | ProducerEvidence) -> dict:
    """Evidence as the journal keeps it: never a file's name, which is the sender's."""
    form = {"kind": given.kind.code, "name": given.kind.name}
    form |= {"seen_original": given.seen_original, "note": validators.mask_within(given.note)}
    if isinstance(given, RegisteredEvidence) and given.product:
        form["product"] = given.product.sequence
    if given.file:
        form |= {"sha256": given.file.sha256, "size": given.file.size}
    return form
