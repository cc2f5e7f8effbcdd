"""Who and what may be registered: one set of plain rules for page, admin, spreadsheet and command.

``clean`` reads single values, ``problems`` says what a whole registration still lacks. Both work
on anything with the form's attributes and run no query. Sources: DOMAIN §1.2 (eligibility), §2.3
(products), §3.2 and §3.3 (what the form requires).
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from registration import calendar, goods, partial_dates, validators
from registration.enums import CancelReason, Informant, Kind, ProducerType
from registration.errors import InvalidValue
from registration.problems import Problem, required

_READERS = {
    "citizen_id": validators.citizen_id,
    "proxy_citizen_id": validators.citizen_id,
    "juristic_id": validators.juristic_id,
    "phone": validators.phone,
    "mobile": validators.phone,
    "fax": validators.phone,
    "site_postcode": validators.postcode,
    "contact_postcode": validators.postcode,
    "website": validators.website,
    "member_names": validators.names,
}
_POSITION = ("latitude", "longitude")
_MIDDLE = dict(zip(_POSITION, ("15", "101"), strict=True))
_PARAGRAPHS = ("story", "features", "process", "link_note")


def clean_value(name: str, value, today: date):
    """One field's value as it is stored. Raises ``InvalidValue`` with the remedy.

    Thai digits, spaces and dashes are read; text is normalised. Empty stays empty: what is missing
    is said by ``problems``.
    """
    if value in (None, ""):
        return value
    if name == "birth_date":
        return partial_dates.stored(value, today)
    if name in ("founded_year", "opc_year"):
        return validators.be_year(value, calendar.be_year(today))
    if name == "materials":
        return goods.clean_materials(value)
    if not isinstance(value, str):
        return value
    if name in _READERS:
        return _READERS[name](value)
    if name in _PARAGRAPHS:
        return "\n".join(validators.normalise_text(line) for line in value.splitlines()).strip()
    return validators.normalise_text(value)


def clean(values: Mapping, today: date) -> tuple[dict, list[Problem]]:
    """All values as stored, and every problem at once."""
    cleaned, problems = {}, []
    for name, value in values.items():
        try:
            cleaned[name] = clean_value(name, value, today)
        except InvalidValue as error:
            problems.append(Problem(name, str(error)))
    problems += _clean_position(cleaned)
    return cleaned, problems


def _clean_position(cleaned: dict) -> list[Problem]:
    """Read latitude and longitude as the pair that they are. Where only one of them may be edited
    it is judged beside a place in the middle of the country.
    """
    typed = {name: None if cleaned[name] == "" else cleaned[name]
             for name in _POSITION if name in cleaned}  # fmt: skip
    cleaned.update(typed)
    empty = [name for name, value in typed.items() if value is None]
    if len(empty) == len(typed):
        return []
    if empty:
        return [Problem(empty[0], _("กรอกละติจูดและลองจิจูดให้ครบทั้งสองช่อง"))]
    try:
        pair = validators.gps(*(_MIDDLE | typed).values())
    except InvalidValue as error:
        return [Problem(next(iter(typed)), str(error))]
    cleaned.update({name: pair[_POSITION.index(name)] for name in typed})
    return []


def site_problem(subdistrict_code: str | None, district_code: str) -> Problem | None:
    """The production site lies in the district where registration is asked (DOMAIN §1.2 rule 3)."""
    if not subdistrict_code or subdistrict_code.startswith(district_code):
        return None
    return Problem(
        "site_subdistrict",
        _(
            "สถานที่ผลิตต้องตั้งอยู่ในอำเภอที่ลงทะเบียน ให้เลือกตำบลในอำเภอนี้ "
            "หรือให้ผู้ประกอบการไปลงทะเบียนที่อำเภอซึ่งสถานที่ผลิตตั้งอยู่"
        ),
    )


def problems(row, products: Iterable, district_code: str, on: date) -> list[Problem]:
    """Everything that keeps a registration from being submitted; empty when it may be.

    ``products`` have ``sequence``, ``dropped`` and what ``goods.problems`` looks at. A cancellation
    needs only its reason.
    """
    if row.kind == Kind.CANCEL:
        needs = {"cancel_reason": _("เลือกเหตุที่ยกเลิก")}
        if row.cancel_reason == CancelReason.OTHER:
            needs["cancel_note"] = _("ระบุรายละเอียดของเหตุที่ยกเลิก")
        if row.cancel_reason == CancelReason.DUPLICATE:
            needs["merge_into"] = _("กรอกเลขทะเบียนของผู้ผลิตรายที่คงไว้ ซึ่งรายนี้ลงทะเบียนซ้ำ")
        missing = required(row, needs)
        return missing + _declaration(row)
    found = required(row, _producer_needs()) + _person(row) + _by_type(row) + _declaration(row)
    found += filter(None, [site_problem(row.site_subdistrict_id, district_code)])
    made = [product for product in products if not product.dropped]
    if not made:
        found.append(Problem("products", _("เพิ่มผลิตภัณฑ์อย่างน้อยหนึ่งรายการ")))
    for product in made:
        found += [
            Problem(f"product-{product.sequence}.{each.place}", each.sentence)
            for each in goods.problems(product, on)
        ]
    return found


def _producer_needs() -> dict[str, str]:
    return {
        "name": _("กรอกชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ"),
        "person_title": _("กรอกคำนำหน้าชื่อ"),
        "person_first_name": _("กรอกชื่อประธานกลุ่ม/เจ้าของ/ผู้มีอำนาจ"),
        "person_last_name": _("กรอกนามสกุล ถ้าไม่มีให้ใส่ -"),
        "citizen_id": _("กรอกเลขประจำตัวประชาชน 13 หลัก"),
        "founded_year": _("กรอกปีที่ก่อตั้ง/เริ่มประกอบการ เป็น พ.ศ."),
        "site_house_no": _("กรอกบ้านเลขที่ของสถานที่ผลิต ถ้าไม่มีให้ใส่ -"),
        "site_subdistrict": _("เลือกตำบล/แขวงที่ตั้งสถานที่ผลิต"),
        "site_postcode": _("กรอกรหัสไปรษณีย์ 5 หลัก"),
    }


def _person(row) -> list[Problem]:
    found = []
    if not row.thai_nationality:
        found.append(
            Problem("thai_nationality", _("ยืนยันว่าผู้ผลิต ผู้ประกอบการ และสมาชิกกลุ่มทุกคนมีสัญชาติไทย"))
        )
    if not (row.phone or row.mobile):
        found.append(Problem("mobile", _("กรอกโทรศัพท์หรือโทรศัพท์มือถืออย่างน้อยหนึ่งหมายเลข")))
    if not (row.link_production or row.link_management or row.link_benefit):
        found.append(Problem("link_production", _("เลือกความเชื่อมโยงกับชุมชนอย่างน้อยหนึ่งข้อ")))
    if row.informant == Informant.PROXY:
        found += required(
            row,
            {
                "proxy_name": _("กรอกชื่อผู้รับมอบอำนาจ"),
                "proxy_citizen_id": _("กรอกเลขประจำตัวประชาชนผู้รับมอบอำนาจ"),
                "proxy_relation": _("กรอกความสัมพันธ์กับผู้ประกอบการ"),
            },
        )
        if not row.proxy_paper_seen:
            found.append(Problem("proxy_paper_seen", _("ตรวจหนังสือมอบอำนาจฉบับจริงแล้วทำเครื่องหมาย")))
    return found


def _by_type(row) -> list[Problem]:
    if row.producer_type == ProducerType.SOLE:
        return []
    if row.legal_form is None:
        return [Problem("legal_form", _("เลือกรูปแบบกลุ่มหรือรูปแบบนิติบุคคล"))]
    needs = {}
    if row.legal_form.producer_type != row.producer_type:
        return [Problem("legal_form", _("รูปแบบที่เลือกไม่ตรงกับประเภทผู้ผลิต ให้เลือกใหม่"))]
    if row.legal_form.needs_detail:
        needs["legal_form_detail"] = _("ระบุรูปแบบกลุ่ม/นิติบุคคล")
    if row.legal_form.needs_enterprise_no:
        needs["enterprise_no"] = _("กรอกเลขทะเบียนวิสาหกิจชุมชน")
    if row.legal_form.needs_juristic_id:
        needs["juristic_id"] = _("กรอกเลขทะเบียนนิติบุคคล 13 หลัก")
    found = required(row, needs)
    if row.producer_type == ProducerType.GROUP and not (
        (row.members_male or 0) + (row.members_female or 0)
    ):
        found.append(Problem("members_female", _("กรอกจำนวนสมาชิกชายและหญิงของกลุ่ม")))
    return found


def _declaration(row) -> list[Problem]:
    if row.declared:
        return []
    return [Problem("declared", _("ให้ผู้แจ้งรับรองข้อมูลและรับทราบประกาศความเป็นส่วนตัว แล้วทำเครื่องหมาย"))]
