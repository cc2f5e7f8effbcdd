"""The register as a list for a workbook: what the register's page shows, and no citizen ID."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import scoping
from registration.errors import Refusal, Refused
from registration.selectors import register
from reporting.shapes import ListColumn, Listing

MOST = 20_000


@dataclass(frozen=True)
class _Column:
    label: str
    read: Callable
    width: float = 12
    is_contact: bool = False


_COLUMNS = (
    _Column(gettext_lazy("เลขทะเบียน"), lambda row: row.number, 13),
    _Column(gettext_lazy("ชื่อกลุ่ม/ผู้ผลิต/สถานประกอบการ"), lambda row: row.name, 36),
    _Column(gettext_lazy("ประเภทผู้ผลิต"), lambda row: row.get_producer_type_display(), 22),
    _Column(gettext_lazy("รูปแบบกลุ่ม/นิติบุคคล"), lambda row: _name(row.legal_form), 20),
    _Column(gettext_lazy("ประธานกลุ่ม/เจ้าของ/ผู้มีอำนาจ"), lambda row: row.person_name, 26),
    _Column(gettext_lazy("บ้านเลขที่"), lambda row: row.site_house_no, 9),
    _Column(gettext_lazy("หมู่ที่"), lambda row: row.site_moo, 6),
    _Column(gettext_lazy("ตำบล/แขวง"), lambda row: _name(row.site_subdistrict), 16),
    _Column(gettext_lazy("อำเภอ/เขต"), lambda row: row.district.name, 16),
    _Column(gettext_lazy("จังหวัด"), lambda row: row.district.province.name, 14),
    _Column(gettext_lazy("รหัสไปรษณีย์"), lambda row: row.site_postcode, 9),
    _Column(gettext_lazy("โทรศัพท์"), lambda row: row.phone, 18, is_contact=True),
    _Column(gettext_lazy("โทรศัพท์มือถือ"), lambda row: row.mobile, 18, is_contact=True),
    _Column(gettext_lazy("ผลิตภัณฑ์ (รายการ)"), lambda row: row.n_products, 10),
    _Column(gettext_lazy("ลงทะเบียนครั้งแรก"), lambda row: row.first_quarter_id, 11),
    _Column(gettext_lazy("ปรับปรุงล่าสุด"), lambda row: row.last_quarter_id, 11),
    _Column(gettext_lazy("สถานะ"), lambda row: row.get_state_display(), 11),
)
# Of seventy columns: a workbook of 20,000 rows should not take them all along.
_READ = (
    "number", "name", "producer_type", "legal_form__name", "person_title", "person_first_name",
    "person_last_name", "site_house_no", "site_moo", "site_subdistrict__name", "district__name",
    "district__province__name", "site_postcode", "phone", "mobile", "first_quarter",
    "last_quarter", "state",
)  # fmt: skip


def wanted(parameters: Mapping[str, str]) -> dict[str, str]:
    """The filters and the order of an address. Each looks only within the own area, so a value that
    cannot be finds nothing.
    """
    found = {name: parameters.get(name, "")[:100] for name in register.FILTERS}
    sort = parameters.get("sort", "")
    return {**found, "sort": sort if sort in register.SORTS else "number"}


def listing(by: scoping.Jurisdiction, filters: Mapping[str, str]) -> Listing:
    """Raises ``Refused`` for more rows than a workbook should hold."""
    found = register.search(by, **filters).select_related("legal_form").only(*_READ)
    rows = list(found[: MOST + 1])
    if len(rows) > MOST:
        sentence = _("ส่งออกได้ครั้งละไม่เกิน %(most)s ราย ให้กรองตามพื้นที่หรือประเภทก่อน แล้วส่งออกทีละส่วน")
        raise Refused(Refusal("too_many_rows", sentence % {"most": f"{MOST:,}"}))
    # Telephones go out with the office that serves these people, not with a list of the country.
    columns = [each for each in _COLUMNS if not (each.is_contact and by.area == "th")]
    return Listing(
        "register",
        _("ทะเบียนผู้ผลิต"),
        _("ทะเบียนผู้ผลิต ผู้ประกอบการ OTOP"),
        tuple(ListColumn(str(each.label), each.width) for each in columns),
        tuple(tuple(_plain(each.read(row)) for each in columns) for row in rows),
    )


def _name(row) -> str:
    return row.name if row else ""


def _plain(value) -> str | int:
    return value if isinstance(value, int) else str(value)
