"""From the name of a place in a registration to where it is typed.

Problems, remarks and grants name a field, ``product-2`` or ``product-2.story``, or ``products`` for
adding and removing.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from registration.views import wording

_OF_PRODUCT = {"standards": "#standards", "materials": "#materials"}


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
    if not place.startswith("product-"):
        return Anchor(wording.label(row, place), f"{edit_url(row)}#id_{place}")
    key, _dot, name = place.partition(".")
    sequence = int(key.removeprefix("product-"))
    product = next((each for each in row.products.all() if each.sequence == sequence), None)
    label = product.name if product else _("ผลิตภัณฑ์ลำดับ %(n)d") % {"n": sequence}
    url = reverse("product-edit", args=(row.pk, sequence))
    if not name:
        return Anchor(label, url)
    part = _("มาตรฐาน/ใบอนุญาต") if name == "standards" else wording.label(product, name)
    return Anchor(f"{label}: {part}", url + _OF_PRODUCT.get(name, f"#id_{name}"))


def edit_url(row) -> str:
    return reverse("registration-edit", args=(row.pk,))
