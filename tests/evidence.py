"""Evidence for tests: one tiny picture that every product shares, and the kinds it belongs to."""

import uuid
from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from registration import files, models
from registration.enums import EvidenceAbout, EvidenceDemand
from tests.ground import LONG_AGO

PHOTO = "product-photo"  # the code that fixtures/lookups has, too


@cache
def picture(colour="teal") -> files.Checked:
    """A checked picture; another colour is another file."""
    out = BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "JPEG")
    return files.check(BytesIO(out.getvalue()))


def kind(code=PHOTO, **values):
    """A kind of evidence; by default the product's photograph, which is required."""
    if code == PHOTO:
        values = {
            "name": "ภาพถ่ายผลิตภัณฑ์", "about": EvidenceAbout.PRODUCT,
            "demand": EvidenceDemand.REQUIRED, "pictures_only": True, **values,
        }  # fmt: skip
    values = {"name": code, "about": EvidenceAbout.REGISTRATION, **values}
    return models.EvidenceKind.objects.get_or_create(code=code, defaults=values)[0]


def stored(district="3104", checked=None):
    """A stored file with its bytes, the same row for the same picture of a district."""
    checked = checked or picture()
    row, made = models.StoredFile.objects.get_or_create(
        district_id=district, sha256=checked.sha256,
        defaults={
            "key": uuid.uuid5(uuid.NAMESPACE_OID, f"{district} {checked.sha256}"),
            "file_type": checked.file_type, "size": len(checked.content), "width": checked.width,
            "height": checked.height, "stored_at": LONG_AGO,
        },
    )  # fmt: skip
    storage = storages["evidence"]
    if made and not storage.exists(row.path):  # bytes outlive a test's rows
        storage.save(row.path, ContentFile(checked.content))
        if checked.thumbnail:
            storage.save(row.thumbnail_path, ContentFile(checked.thumbnail))
    return row


def give(registration, code=PHOTO, *, product=None, **values):
    """Evidence of a registration or of its product, as a service would have written it."""
    if "file" not in values and not values.get("seen_original"):
        values["file"] = stored(registration.filing.district_id)
    return models.RegisteredEvidence.objects.create(
        registration=registration, product=product, kind=kind(code),
        added_at=registration.entered_at, added_by_id=registration.entered_by_id, **values,
    )  # fmt: skip


def hold(producer, code=PHOTO, *, product=None, **values):
    """Evidence in the register."""
    if "file" not in values:
        values["file"] = stored(producer.district_id)
    return models.ProducerEvidence.objects.create(
        producer=producer, product=product, kind=kind(code), **values
    )
