"""The producer's form in the order of the paper: sections with the fields of each.

Form, overview and the province's review walk over the same sections, so that a field stands in the
same place wherever it is seen. Source: DOMAIN §3.2.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from registration.enums import Informant, Kind, ProducerType

_GROUP, _SOLE, _SME = ProducerType.GROUP, ProducerType.SOLE, ProducerType.SME

# Fields that make sense only for some values of another field; elsewhere they are emptied.
SHOWN_WHEN = {
    "legal_form": ("producer_type", (_GROUP, _SME)),
    "legal_form_detail": ("producer_type", (_GROUP, _SME)),
    "enterprise_no": ("producer_type", (_GROUP,)),
    "juristic_id": ("producer_type", (_GROUP, _SME)),
    "members_male": ("producer_type", (_GROUP,)),
    "members_female": ("producer_type", (_GROUP,)),
    "proxy_name": ("informant", (Informant.PROXY,)),
    "proxy_citizen_id": ("informant", (Informant.PROXY,)),
    "proxy_relation": ("informant", (Informant.PROXY,)),
    "proxy_paper_seen": ("informant", (Informant.PROXY,)),
}


@dataclass(frozen=True)
class Section:
    """``wide`` fields take the whole width of the form."""

    key: str
    title: str
    names: tuple[str, ...]
    wide: tuple[str, ...] = ()


_INFORMANT = Section(
    "informant",
    _("ผู้แจ้งและคำรับรอง"),
    (
        "informant", "proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_paper_seen",
        "declared",
    ),
    ("informant", "proxy_paper_seen", "declared"),
)  # fmt: skip

SECTIONS = (
    Section(
        "producer",
        _("ผู้ผลิต ผู้ประกอบการ"),
        ("producer_type", "name", "name_en", "founded_year"),
        ("producer_type", "name"),
    ),
    Section(
        "person",
        _("ประธานกลุ่ม เจ้าของ หรือผู้มีอำนาจ"),
        (
            "person_title", "person_first_name", "person_last_name", "citizen_id",
            "thai_nationality",
        ),
        ("citizen_id", "thai_nationality"),
    ),
    Section(
        "papers",
        _("รูปแบบและเลขทะเบียน"),
        ("legal_form", "legal_form_detail", "enterprise_no", "juristic_id", "commerce_no"),
    ),
    Section("members", _("สมาชิกกลุ่ม"), ("members_male", "members_female")),
    Section(
        "site",
        _("สถานที่ผลิต"),
        (
            "site_house_no", "site_moo", "site_village", "site_soi", "site_road",
            "site_subdistrict", "site_postcode",
        ),
    ),
    Section("contact", _("การติดต่อ"), ("mobile", "phone", "email")),
    Section(
        "link",
        _("ความเชื่อมโยงกับชุมชน"),
        ("link_production", "link_management", "link_benefit", "link_note"),
        ("link_production", "link_management", "link_benefit", "link_note"),
    ),
    _INFORMANT,
)  # fmt: skip
CANCEL_SECTIONS = (
    Section(
        "cancel",
        _("การยกเลิกจากทะเบียน"),
        ("cancel_reason", "cancel_note"),
        ("cancel_reason", "cancel_note"),
    ),
    _INFORMANT,
)


def sections_of(kind: str) -> tuple[Section, ...]:
    """A cancellation asks only why, and who says so."""
    return CANCEL_SECTIONS if kind == Kind.CANCEL else SECTIONS


def applies(name: str, row) -> bool:
    """Whether a field makes sense for what ``row`` (anything with the form's attributes) holds."""
    if name not in SHOWN_WHEN:
        return True
    parent, values = SHOWN_WHEN[name]
    return getattr(row, parent) in values
