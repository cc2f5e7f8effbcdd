"""The producer's form in the order of the paper: sections with the fields of each.

Form, task list, overview, paper and the province's review walk over the same sections, so that a
field stands in the same place wherever it is seen. Source: DOMAIN §3.2.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from registration.conditions import SHOWN_WHEN, applies
from registration.enums import Kind

__all__ = ["CANCEL_SECTIONS", "SECTIONS", "SHOWN_WHEN", "Section", "applies", "sections_of"]


@dataclass(frozen=True)
class Section:
    """``wide`` fields take the whole width of the form. ``seldom`` are typed for few producers:
    where the whole form stands on one page they are folded away.
    """

    key: str
    title: str
    names: tuple[str, ...]
    wide: tuple[str, ...] = ()
    seldom: tuple[str, ...] = ()


_INFORMANT = Section(
    "informant",
    _("ผู้แจ้งและคำรับรอง"),
    (
        "informant", "proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_paper_seen",
        "declared",
    ),
    ("informant", "proxy_paper_seen", "declared"),
)  # fmt: skip
_TO_CONTACT = (
    "contact_differs", "contact_house_no", "contact_moo", "contact_village", "contact_soi",
    "contact_road", "contact_subdistrict", "contact_district", "contact_province",
    "contact_postcode",
)  # fmt: skip
_ONLINE = ("line_id", "facebook", "website")
_BUSINESS = (
    "capital_source", "registered_capital", "working_capital", "last_income", "channels",
    "export_countries", "support_needs",
)  # fmt: skip

SECTIONS = (
    Section(
        "producer",
        _("ผู้ผลิต ผู้ประกอบการ"),
        ("producer_type", "legal_form", "legal_form_detail", "name", "name_en"),
        ("producer_type", "name", "name_en"),
        ("name_en",),
    ),
    Section(
        "person",
        _("ประธานกลุ่ม เจ้าของ หรือผู้มีอำนาจ"),
        (
            "person_title", "person_first_name", "person_last_name", "citizen_id",
            "thai_nationality", "birth_date", "gender",
        ),
        ("thai_nationality",),
        ("birth_date", "gender"),
    ),
    Section(
        "papers",
        _("เลขทะเบียนและปีที่เริ่ม"),
        ("founded_year", "enterprise_no", "juristic_id", "commerce_no"),
    ),
    Section(
        "members",
        _("สมาชิกและแรงงาน"),
        (
            "members_male", "members_female", "member_names", "labour_community",
            "labour_province", "labour_elsewhere",
        ),
        ("member_names",),
        ("member_names", "labour_community", "labour_province", "labour_elsewhere"),
    ),
    Section(
        "site",
        _("สถานที่ผลิต"),
        (
            "site_house_no", "site_moo", "site_village", "site_soi", "site_road",
            "site_subdistrict", "site_postcode", "latitude", "longitude",
        ),
        (),
        ("latitude", "longitude"),
    ),
    Section(
        "contact",
        _("การติดต่อ"),
        ("mobile", "phone", "fax", "email", *_ONLINE, *_TO_CONTACT),
        ("contact_differs",),
        ("fax", "email", *_ONLINE, *_TO_CONTACT),
    ),
    Section(
        "link",
        _("ความเชื่อมโยงกับชุมชน"),
        ("link_production", "link_management", "link_benefit", "link_note"),
        ("link_production", "link_management", "link_benefit", "link_note"),
    ),
    Section(
        "business",
        _("เงินทุน การตลาด และความต้องการ"),
        _BUSINESS,
        (),
        _BUSINESS,
    ),
    _INFORMANT,
)  # fmt: skip
CANCEL_SECTIONS = (
    Section(
        "cancel",
        _("การยกเลิกจากทะเบียน"),
        ("cancel_reason", "merge_into", "cancel_note"),
        ("cancel_reason", "merge_into", "cancel_note"),
    ),
    _INFORMANT,
)


def sections_of(kind: str) -> tuple[Section, ...]:
    """A cancellation asks only why, and who says so."""
    return CANCEL_SECTIONS if kind == Kind.CANCEL else SECTIONS
