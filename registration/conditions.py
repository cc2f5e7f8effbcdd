"""Fields that make sense only for some values of another field.

Elsewhere they are emptied, at every door: a group's members do not outlive its becoming a sole
owner's shop.
"""

from collections.abc import Iterable

from registration.enums import CancelReason, Informant, ProducerType

_GROUP, _SOLE, _SME = ProducerType.GROUP, ProducerType.SOLE, ProducerType.SME
_TO_CONTACT = (
    "contact_house_no", "contact_moo", "contact_village", "contact_soi", "contact_road",
    "contact_subdistrict", "contact_district", "contact_province", "contact_postcode",
)  # fmt: skip

# Name of a field: the field it hangs on, and the values there for which it is asked.
SHOWN_WHEN = {
    "legal_form": ("producer_type", (_GROUP, _SME)),
    "legal_form_detail": ("producer_type", (_GROUP, _SME)),
    "enterprise_no": ("producer_type", (_GROUP,)),
    "juristic_id": ("producer_type", (_GROUP, _SME)),
    "members_male": ("producer_type", (_GROUP,)),
    "members_female": ("producer_type", (_GROUP,)),
    "member_names": ("producer_type", (_GROUP,)),
    **dict.fromkeys(_TO_CONTACT, ("contact_differs", (True,))),
    "registered_capital": ("producer_type", (_GROUP, _SME)),
    "merge_into": ("cancel_reason", (CancelReason.DUPLICATE,)),
    "proxy_name": ("informant", (Informant.PROXY,)),
    "proxy_citizen_id": ("informant", (Informant.PROXY,)),
    "proxy_relation": ("informant", (Informant.PROXY,)),
    "proxy_paper_seen": ("informant", (Informant.PROXY,)),
}


_NONE_WHEN_BLANK = {
    "legal_form", "members_male", "members_female", "contact_province", "registered_capital",
    "merge_into",
}  # fmt: skip


def blank(name: str):
    """What empties a field that hangs on another one."""
    if name == "proxy_paper_seen":
        return False
    return None if name in _NONE_WHEN_BLANK else ""


def applies(name: str, row) -> bool:
    """Whether a field makes sense for what ``row`` (anything with the form's attributes) holds.

    Countries of export hang on codes that an office may edit: they apply where somebody wrote them.
    """
    if name == "export_countries":
        return bool(row.export_countries)
    if name not in SHOWN_WHEN:
        return True
    parent, values = SHOWN_WHEN[name]
    return getattr(row, parent) in values


def out_of_place(row, names: Iterable[str] = tuple(SHOWN_WHEN)) -> dict:
    """Fields of ``row`` that hold something and do not apply, with the value that empties them."""
    return {
        name: _emptied(getattr(row, name))
        for name in names
        if not applies(name, row) and holds(getattr(row, name))
    }


def holds(value) -> bool:
    """Whether somebody filled a field in: 0 is something, a box without a tick is not."""
    return value is not None and value is not False and value not in ("", [])


def _emptied(value):
    if isinstance(value, bool):
        return False
    return "" if isinstance(value, str) else None
