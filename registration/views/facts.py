"""A product as people read it: its facts, what it holds, and what of that ends soon."""

from datetime import date

from django.utils.translation import gettext as _

from registration import calendar, goods
from registration.forms.product_fields import SECTIONS
from registration.selectors.permits import Horizon
from registration.views import wording

# Said in the line under the product's name, or on paper of their own.
_ABOVE = (
    "name", "brand", "product_type", "product_group", "capacity", "capacity_unit", "retail_price",
    "story",
)  # fmt: skip


def of(product, on: date) -> dict:
    """What a product is, for ``products/facts.html``; the product came with all that it holds."""
    names = [name for section in SECTIONS for name in section.names if name not in _ABOVE]
    said = [(wording.label(product, name), wording.said(product, name)) for name in names]
    return {
        "product": product,
        "price": wording.said(product, "retail_price"),
        "capacity": wording.said(product, "capacity"),
        "materials": wording.said(product, "materials"),
        "details": [(label, text) for label, text in said if text],
        "held": [
            {"row": held, "is_expired": goods.is_expired(held, on)}
            for held in product.standards.all()
        ],
        "rights": [
            {"row": held, "is_expired": goods.is_expired(held, on)} for held in product.rights.all()
        ],
    }


def wanted(product, accepted: list[str]) -> str:
    """The permit that the law asks of a product, by name; '' where it asks none. ``accepted`` are
    those that are good for its sub-group.
    """
    if product is None or not goods.is_compelled(product):
        return ""
    return _(" หรือ ").join(accepted) or _("ใบอนุญาตตามกฎหมาย")


def ending(product, horizon: Horizon, on: date) -> list[str]:
    """A sentence for each permit or standard of a product that has expired or does so before its
    office registers again: said, never in the way.
    """
    if product is None:
        return []
    found = []
    for held in product.standards.all():
        if goods.is_expired(held, on):
            text = _("%(what)s เลขที่ %(number)s หมดอายุเมื่อ %(day)s ถ้าต่ออายุแล้วให้แก้วันหมดอายุ")
        elif held.expires_on and held.expires_on < horizon.opens_on:
            text = _(
                "%(what)s เลขที่ %(number)s จะหมดอายุ %(day)s ก่อนถึงช่วงลงทะเบียนไตรมาส %(quarter)s "
                "แจ้งผู้ผลิตให้ต่ออายุได้ตั้งแต่วันนี้"
            )
        else:
            continue
        found.append(
            text
            % {
                "what": held.standard,
                "number": held.number,
                "day": calendar.thai_date(held.expires_on),
                "quarter": horizon.quarter,
            }
        )
    return found
