"""From the name of a place in a registration to where it is typed.

Problems, remarks and grants name a field, ``product-2`` or ``product-2.story``, or ``products`` for
adding and removing.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from registration.forms.sections import sections_of
from registration.views import wording

_OF_PRODUCT = {"standards": "#standards", "materials": "#materials"}
_EVIDENCE = "evidence"


@dataclass(frozen=True)
class Anchor:
    label: str
    url: str


def anchor(row, place: str) -> Anchor:
    """Label and address of a place; the registration's products come with ``row``."""
    if not place:
        return Anchor(_("ทั้งรายการ"), "")
    if place == "products":
        return Anchor(_("ผลิตภัณฑ์"), reverse("product-new", args=(row.pk,)))
    if place == "duplicates":
        return Anchor(_("รายการที่อาจซ้ำ"), reverse("registration-duplicates", args=(row.pk,)))
    if place == _EVIDENCE:
        return Anchor(_("ภาพถ่ายและหลักฐาน"), _evidence_url(row))
    if not place.startswith("product-"):
        return Anchor(wording.label(row, place), field_url(row, place))
    key, _dot, name = place.partition(".")
    sequence = int(key.removeprefix("product-"))
    product = next((each for each in row.products.all() if each.sequence == sequence), None)
    label = product.name if product else _("ผลิตภัณฑ์ลำดับ %(n)d") % {"n": sequence}
    url = reverse("product-edit", args=(row.pk, sequence))
    if not name:
        return Anchor(label, url)
    if name == _EVIDENCE:
        url = f"{_evidence_url(row)}#product-{sequence}"
        return Anchor(f"{label}: {_('ภาพถ่ายและหลักฐาน')}", url)
    part = _("มาตรฐาน/ใบอนุญาต") if name == "standards" else wording.label(product, name)
    return Anchor(f"{label}: {part}", url + _OF_PRODUCT.get(name, f"#id_{name}"))


def section_url(row, key: str) -> str:
    return reverse("registration-section", args=(row.pk, key))


def field_url(row, name: str) -> str:
    """Where a field of the producer's form is typed: on the page of its section."""
    keys = [section.key for section in sections_of(row.kind) if name in section.names]
    url = section_url(row, keys[0]) if keys else reverse("registration-edit", args=(row.pk,))
    return f"{url}#id_{name}"


def _evidence_url(row) -> str:
    try:
        return reverse(_EVIDENCE, args=(row.pk,))
    except NoReverseMatch:
        return ""
