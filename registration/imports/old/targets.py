"""What a column of an old list can be: the fields of our form, and what offices write together
that we keep apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from registration.imports.old.shapes import Target
from registration.imports.registrations import gathering
from registration.sheets.columns import (
    PRODUCERS,
    PRODUCTS,
    RIGHTS,
    STANDARDS,
    Column,
    Lists,
    ValueKind,
)

PRODUCT, STANDARD, RIGHT = "product.", "standard:", "right:"
PLACES = (
    "subdistrict", "subdistrict_code", "district", "district_code", "province", "province_code",
)  # fmt: skip
# A producer says these anew, in person; and a list of the past cancels nobody.
_NOT_OFFERED = frozenset(
    (
        "declared", "informant", "proxy_name", "proxy_citizen_id", "proxy_relation",
        "proxy_paper_seen", "cancel_reason", "merge_into", "cancel_note", "site_subdistrict",
        "contact_differs",
    )
)  # fmt: skip
_ADDRESS = ("house_no", "moo", "village", "soi", "road", "postcode")
_SITE = tuple(f"site_{part}" for part in _ADDRESS)
_CONTACT = (
    *(f"contact_{part}" for part in _ADDRESS),
    "contact_subdistrict", "contact_district", "contact_province", "contact_differs",
)  # fmt: skip
# Which columns of our workbook a target can fill, where it is none of them itself.
FILLS = {
    "person_name": ("person_title", "person_first_name", "person_last_name"),
    "person_first_name": ("person_title", "person_first_name"),
    "site_address": (*_SITE, "site_subdistrict"),
    "contact_address": _CONTACT,
    "telephone": ("mobile", "phone"),
    "mobile": ("mobile", "phone"),
    "phone": ("mobile", "phone"),
    # The postcode follows the subdistrict.
    **dict.fromkeys(PLACES, ("site_subdistrict", "site_postcode")),
    "product.names": ("product.name",),
    "product.capacity": ("product.capacity", "product.capacity_unit"),
    "product.material_source": (),
    "old_number": (),
    "standards": (),
}


@dataclass
class Known:
    """Our columns and lists, read once for all rows of a list."""

    lists: Lists
    _sheets: dict[str, dict[str, Column]] = field(default_factory=dict)

    def __post_init__(self):
        for sheet, found in gathering.layout(self.lists).items():
            self._sheets[sheet] = {each.key: each for each in found}

    def sheet(self, name: str) -> dict[str, Column]:
        return self._sheets[name]

    def column(self, key: str) -> Column | None:
        """The column of our workbook that is asked for by a target's key."""
        if key.startswith(PRODUCT):
            return self._sheets[PRODUCTS].get(key.removeprefix(PRODUCT))
        return self._sheets[PRODUCERS].get(key)

    @cached_property
    def choices(self) -> dict[str, dict[str, str]]:
        """Value and label of every target that chooses from a list."""
        found = {each.key: dict(each.choices) for each in of(self) if each.choices}
        return found | {"rights": dict(choices_of(self.sheet(RIGHTS)["kind"]))}


def value_of(held: Any) -> str:
    """A choice's value as plain text: the code of a row."""
    if isinstance(held, bool):
        return "yes" if held else "no"
    return str(getattr(held, "code", held))


def choices_of(column: Column) -> tuple[tuple[str, str], ...]:
    return tuple((value_of(held), str(label)) for held, label in column.choices)


def targets(lists: Lists) -> list[Target]:
    """Every target in the order of our form, in Thai."""
    with translation.override("th"):
        return list(of(Known(lists)))


def of(known: Known) -> Iterator[Target]:
    yield from _together(known)
    for column in known.sheet(PRODUCERS).values():
        if column.field is not None and column.key not in _NOT_OFFERED:
            yield Target(column.key, column.header, column.section, choices_of(column))
    for column in known.sheet(PRODUCTS).values():
        if column.field is not None:
            section = _("ผลิตภัณฑ์: %(section)s") % {"section": column.section}
            key, offered = f"{PRODUCT}{column.key}", choices_of(column)
            if column.kind is ValueKind.MATERIALS:
                offered = ()
            yield Target(key, column.header, section, offered)
    sources = known.sheet(PRODUCTS)["materials"]
    yield Target(
        "product.material_source", _("แหล่งที่มาของวัตถุดิบทุกรายการ"),
        _("ผลิตภัณฑ์: %(section)s") % {"section": sources.section}, choices_of(sources),
    )  # fmt: skip
    yield from _held(known)


def _together(known: Known) -> Iterator[Target]:
    """What an office writes into one cell, or keeps for itself."""
    person, site, reached = (
        known.sheet(PRODUCERS)[key].section for key in ("person_title", "site_moo", "phone")
    )
    made = known.sheet(PRODUCTS)["name"].section
    yield Target("person_name", _("คำนำหน้า ชื่อ และนามสกุล ในช่องเดียว"), person)
    yield Target("site_address", _("ที่อยู่ทั้งหมดในช่องเดียว"), site)
    yield Target("subdistrict", _("ตำบล/แขวง (ชื่อ)"), site)
    yield Target("subdistrict_code", _("รหัสตำบล/แขวง"), site)
    yield Target("district", _("อำเภอ/เขต (ชื่อ)"), site)
    yield Target("district_code", _("รหัสอำเภอ/เขต"), site)
    yield Target("province", _("จังหวัด (ชื่อ)"), site)
    yield Target("province_code", _("รหัสจังหวัด"), site)
    yield Target("telephone", _("โทรศัพท์ ทั้งพื้นฐานและมือถือ"), reached)
    yield Target("contact_address", _("ที่อยู่ติดต่อทั้งหมดในช่องเดียว"), reached)
    yield Target(
        "product.names", _("ชื่อผลิตภัณฑ์หลายรายการในช่องเดียว"),
        _("ผลิตภัณฑ์: %(section)s") % {"section": made},
    )  # fmt: skip
    yield Target("old_number", _("รหัสผู้ประกอบการเดิม (ใช้รวมแถวของรายเดียวกัน)"), _("ของบัญชีเดิม"))


def _held(known: Known) -> Iterator[Target]:
    """A column for each standard and right, whose cells hold its number or a tick."""
    standard = known.sheet(STANDARDS)["standard"]
    yield Target("standards", _("มาตรฐานที่ได้รับ ทุกอย่างในช่องเดียว"), STANDARDS, choices_of(standard))
    for value, label in choices_of(standard):
        yield Target(f"{STANDARD}{value}", label, STANDARDS)
    for value, label in choices_of(known.sheet(RIGHTS)["kind"]):
        yield Target(f"{RIGHT}{value}", label, RIGHTS)
