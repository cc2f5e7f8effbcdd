"""What a product's form must hold, and which permit the law asks of it (DOMAIN §2.3, §3.3, §3.4).

``eligibility`` asks for the products of a registration; page, file and service ask for single
rows. Plain rules: they work on anything with the form's attributes and run no query.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from registration import calendar, validators
from registration.enums import MaterialSource, RightKind
from registration.errors import InvalidValue
from registration.problems import Problem, required

# The one number whose layout is confirmed (DOMAIN §3.4); every other is free text.
FOOD_NUMBER = "fda-food"


def problems(product, on: date) -> list[Problem]:
    """What a product still lacks on the day ``on``.

    Besides the form's attributes it has ``held``, its standards, and ``accepted``, the permits
    that are good for its sub-group (empty where any permit is).
    """
    found = required(
        product,
        {
            "name": _("กรอกชื่อผลิตภัณฑ์"),
            "product_group": _("เลือกกลุ่มย่อยของผลิตภัณฑ์"),
            "story": _("เล่าเรื่องราว ประวัติ หรือภูมิปัญญาท้องถิ่นของผลิตภัณฑ์"),
            "materials": _("กรอกวัตถุดิบหลักและแหล่งที่มาอย่างน้อยหนึ่งรายการ"),
            "capacity": _("กรอกกำลังการผลิตต่อเดือน"),
            "capacity_unit": _("กรอกหน่วยนับของกำลังการผลิต"),
            "retail_price": _("กรอกราคาขายปลีก"),
        },
    )
    group = product.product_group
    if group and group.product_type != product.product_type:
        found.append(Problem("product_group", _("กลุ่มย่อยไม่ตรงกับประเภทผลิตภัณฑ์ ให้เลือกใหม่")))
    if product.opc_stars and not product.opc_year:
        found.append(Problem("opc_year", _("กรอกปีที่ได้ระดับดาว หรือล้างระดับดาว")))
    if not product.sample_seen:
        found.append(Problem("sample_seen", _("ตรวจดูภาพถ่ายหรือผลิตภัณฑ์จริงแล้วทำเครื่องหมาย")))
    sentence = permit_problem(product, on) if is_compelled(product) else ""
    return found + ([Problem("standards", sentence)] if sentence else [])


def is_compelled(product) -> bool:
    """Whether the law wants a permit: the sub-group says so, or the officer of this product."""
    group = product.product_group
    return bool(product.law_compels or (group and group.law_compels))


def is_expired(held, on: date) -> bool:
    """A permit is good on its last day."""
    return held.expires_on is not None and held.expires_on < on


def permit_problem(product, on: date) -> str:
    """What is wrong with the permit of a product that needs one, by the permit's name; '' where
    one of those it holds is right, complete and not expired.
    """
    accepted = product.accepted
    wanted = _(" หรือ ").join(str(each) for each in accepted) or _("ใบอนุญาตตามกฎหมาย")
    permits = [held for held in product.held if held.standard.is_permit]
    right = [held for held in permits if not accepted or held.standard in accepted]
    whole = [held for held in right if held.number and held.issuer]
    expired = [held for held in whole if is_expired(held, on)]
    if len(expired) < len(whole):
        return ""
    if not permits:
        return _("ผลิตภัณฑ์นี้กฎหมายบังคับให้มีใบอนุญาต ให้บันทึก%(permit)sที่ยังไม่หมดอายุ พร้อมเลขที่และผู้ออก") % {
            "permit": wanted
        }
    if not right:
        return _("%(held)sใช้กับกลุ่มย่อยนี้ไม่ได้ ให้บันทึก%(permit)sที่ยังไม่หมดอายุ") % {
            "held": ", ".join(str(held.standard) for held in permits),
            "permit": wanted,
        }
    if not whole:
        return _("กรอกเลขที่และผู้ออกของ%(permit)sให้ครบ") % {"permit": str(right[0].standard)}
    last = max(expired, key=lambda held: held.expires_on)
    return _("%(permit)s เลขที่ %(number)s หมดอายุเมื่อ %(day)s ให้บันทึกใบที่ต่ออายุแล้ว หรือให้ผู้ผลิตต่ออายุก่อน") % {
        "permit": str(last.standard),
        "number": last.number,
        "day": calendar.thai_date(last.expires_on),
    }


def clean_materials(rows: Iterable[Mapping]) -> list[dict]:
    """Rows of material and source as they are stored; blank rows fall away."""
    cleaned = []
    for row in rows:
        name = validators.normalise_text(row.get("name") or "")
        source = row.get("source") or ""
        if not name and not source:
            continue
        if not name or source not in MaterialSource.values:
            raise InvalidValue(_("วัตถุดิบแต่ละแถวต้องมีทั้งชื่อและแหล่งที่มา"))
        cleaned.append({"name": name, "source": source})
    return cleaned


def clean_standard(values: Mapping, today: date) -> tuple[dict, list[Problem]]:
    """A held standard as it is stored, and what is wrong with it by field. Without an issuer it
    takes that of the list.
    """
    cleaned, standard = _texts(values, "number", "issuer"), values.get("standard")
    found = []
    if standard is None:
        found.append(Problem("standard", _("เลือกมาตรฐานหรือใบอนุญาต")))
    else:
        cleaned["issuer"] = cleaned["issuer"] or standard.issuer
    if not cleaned["number"]:
        found.append(Problem("number", _("กรอกเลขที่")))
    elif standard is not None and standard.code == FOOD_NUMBER:
        try:
            cleaned["number"] = validators.food_number(cleaned["number"])
        except InvalidValue as error:
            found.append(Problem("number", str(error)))
    return cleaned, found + _days(
        values, today, "issued_on", _("วันที่ออกอยู่หลังวันนี้ ให้ตรวจปี พ.ศ. กับใบจริง"),
        _("วันหมดอายุต้องไม่ก่อนวันที่ออก"),
    )  # fmt: skip


def clean_right(values: Mapping, today: date) -> tuple[dict, list[Problem]]:
    """An intellectual property right as it is stored, and what is wrong with it by field. Only a
    copyright exists without a number.
    """
    cleaned, kind = _texts(values, "number", "holder"), values.get("kind") or ""
    found = []
    if kind not in RightKind.values:
        found.append(Problem("kind", _("เลือกประเภททรัพย์สินทางปัญญา")))
    elif kind != RightKind.COPYRIGHT and not cleaned["number"]:
        found.append(Problem("number", _("กรอกเลขที่คำขอหรือเลขทะเบียน")))
    return cleaned, found + _days(
        values, today, "registered_on", _("วันที่จดทะเบียนอยู่หลังวันนี้ ให้ตรวจปี พ.ศ. กับหนังสือสำคัญ"),
        _("วันหมดอายุต้องไม่ก่อนวันที่จดทะเบียน"),
    )  # fmt: skip


def _texts(values: Mapping, *names: str) -> dict:
    return {**values, **{name: validators.normalise_text(values.get(name) or "") for name in names}}


def _days(values: Mapping, today: date, first: str, early: str, order: str) -> list[Problem]:
    """Whoever holds a paper got it by today, and before it expires."""
    begins, expires = values.get(first), values.get("expires_on")
    found = [Problem(first, early)] if begins and begins > today else []
    if begins and expires and expires < begins:
        found.append(Problem("expires_on", order))
    return found
