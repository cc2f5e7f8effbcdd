"""The rules of a registration as a table: how each is broken by what somebody types, and what the
officer then reads.

A rule is known by its sentence, which stands once in the module that holds it. ``CASES`` break
several rules at once, because everything is told at once. A door (``test_rules``) types a case and
is asked whether all its sentences were read: the page, the admin, and any door that comes.
"""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from registration import cautions, eligibility, goods, proofs
from registration.enums import Kind, ProducerType
from tests import evidence, factories
from tests.factories import LegalFormFactory, PermitFactory, ProductGroupFactory, StandardFactory

MODULES = (eligibility, goods, proofs, cautions)
# What the rules' sentences are made of; they refuse nothing.
WORDS = {" หรือ ", "ใบอนุญาตตามกฎหมาย"}


@cache
def sentences(*modules) -> frozenset[str]:
    """Every translatable sentence of the modules, as it stands there."""
    found = set()
    for module in modules or MODULES:
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                found.add(node.args[0].value)
    return frozenset(found - WORDS)


def is_said(sentence: str, texts: set[str]) -> bool:
    """Whether one of ``texts`` is the sentence, with anything in its places."""
    pattern = ".+?".join(map(re.escape, re.split(r"%\(\w+\)[sd]", sentence)))
    return any(re.fullmatch(pattern, text) for text in texts)


@dataclass(frozen=True)
class Case:
    """``laid`` makes the registration in the database, complete but for what no form can break.

    ``typed`` is the producer's form (``None`` unticks), ``products`` the product's form for each of
    its products; other fields stay as they are. ``says`` are the beginnings of the sentences that
    must be read, ``refused`` the fields that a door must not store.
    """

    name: str
    says: tuple[str, ...]
    laid: Callable = lambda **kwargs: factories.RegistrationFactory(**kwargs)
    typed: dict = field(default_factory=dict)
    products: Callable[[], list[dict]] | None = None
    refused: tuple[str, ...] = ()

    def __str__(self):
        return self.name

    @property
    def rules(self) -> set[str]:
        """The whole sentences of ``says``: each is one, or begins exactly one."""
        begun = {each: [s for s in sentences() if s.startswith(each)] for each in self.says}
        found = {each: [each] if each in rules else rules for each, rules in begun.items()}
        assert all(len(rules) == 1 for rules in found.values()), found
        return {rules[0] for rules in found.values()}


def _row(**values):
    return lambda **kwargs: factories.RegistrationFactory(**values, **kwargs)


def _form(code, kind=ProducerType.GROUP, **needs):
    return LegalFormFactory(code=code, name=code, producer_type=kind, **needs)


def _strict_group(**kwargs):
    form = _form("strict", needs_detail=True, needs_enterprise_no=True)
    values = {"legal_form": form, "legal_form_detail": "ชมรม", "enterprise_no": "4-31-04-01/1-0001"}
    return factories.RegistrationFactory(group=True, **values, **kwargs)


def _cancelled(**kwargs):
    return factories.RegistrationFactory(
        kind=Kind.CANCEL, producer=factories.ProducerFactory(), **kwargs
    )


def _asked_for_papers(**kwargs):
    for code, values in {
        "seen": {"keeps_copy": False, "accepts_seen": True}, "site": {"pictures_only": True},
        "either": {"accepts_seen": True}, "paper": {},
    }.items():  # fmt: skip
        evidence.kind(code, demand="REQUIRED", **values)
    return factories.RegistrationFactory(**kwargs)


_NO_MATERIAL = {"materials-0-name": "", "materials-0-source": ""}


def _five_products() -> list[dict]:
    """Nothing; no permit; one for something else; one without its issuer; one that has expired."""
    strict = ProductGroupFactory(code="strict", name="สุรา", law_compels=True)
    strict.permits.add(PermitFactory(code="wanted", name="ใบอนุญาตสุรา"))
    compelled, other = {"law_compels": "on"}, PermitFactory(issuer="")
    held = {"standards-0-standard": other.pk, "standards-0-number": "12"}
    past = {"standards-0-issuer": "สสจ.", "standards-0-expires_on": "1/1/2561"}
    return [
        {"product_group": "", "story": "", "capacity": "", "capacity_unit": "", "opc_stars": "5",
         "retail_price": "", "sample_seen": None, **_NO_MATERIAL},
        compelled,
        {"product_group": strict.pk, **held, "standards-0-issuer": "สสจ."},
        compelled | held,
        compelled | held | past,
    ]  # fmt: skip


def _one_unreadable_product() -> list[dict]:
    standard = StandardFactory()
    return [
        {
            "product_type": "FOOD", "standards-TOTAL_FORMS": "3", "rights-TOTAL_FORMS": "3",
            "standards-0-number": "12", "standards-1-standard": standard.pk,
            "standards-2-standard": standard.pk, "standards-2-number": "1",
            "standards-2-issued_on": "1/1/2570", "standards-2-expires_on": "1/1/2569",
            "rights-0-number": "1", "rights-1-kind": "PATENT", "rights-2-kind": "PATENT",
            "rights-2-number": "1", "rights-2-registered_on": "1/1/2570",
            "rights-2-expires_on": "1/1/2569",
        }
    ]  # fmt: skip


_UNREAD_BY_RULES = {
    "juristic_id": "1", "phone": "12", "mobile": "x", "fax": "1", "site_postcode": "12",
    "website": "ไม่มี", "birth_date": "1/1/2570", "founded_year": "2018",
}  # fmt: skip
_UNREAD_BY_FIELDS = {
    "site_subdistrict": "310301", "email": "x", "labour_community": "สิบ", "members_male": "-1",
    "last_income": "มาก", "name": "ก" * 201,
}  # fmt: skip

CASES = (
    Case(
        "nothing typed",
        ("กรอกชื่อกลุ่ม/ชื่อผู้ผลิต", "กรอกคำนำหน้าชื่อ", "กรอกชื่อประธานกลุ่ม", "กรอกนามสกุล", "กรอกปีที่ก่อตั้ง",
         "กรอกบ้านเลขที่", "เลือกตำบล/แขวง", "กรอกรหัสไปรษณีย์", "ยืนยันว่าผู้ผลิต", "กรอกโทรศัพท์",
         "เลือกความเชื่อมโยง"),
        typed=dict.fromkeys((
            "name", "person_title", "person_first_name", "person_last_name", "founded_year",
            "site_house_no", "site_subdistrict", "site_postcode", "mobile", "phone",
        ), "") | {"thai_nationality": None, "link_production": None},
    ),
    Case(
        "a proxy without papers",
        ("กรอกชื่อผู้รับมอบอำนาจ", "กรอกเลขประจำตัวประชาชนผู้รับมอบอำนาจ", "กรอกความสัมพันธ์",
         "ตรวจหนังสือมอบอำนาจ", "กรอกเลขประจำตัวประชาชน 13", "ให้ผู้แจ้งรับรอง"),
        _row(by_proxy=True, proxy_citizen_id="", citizen_id="", declared=False),
        {"proxy_name": "", "proxy_relation": "", "proxy_paper_seen": None},
    ),
    Case(
        "a group without its numbers",
        ("ระบุรูปแบบกลุ่ม", "กรอกเลขทะเบียนวิสาหกิจชุมชน", "กรอกจำนวนสมาชิก", "รายชื่อสมาชิกมี"),
        _strict_group,
        {"legal_form_detail": "", "enterprise_no": "", "members_male": "", "members_female": "",
         "member_names": "นางสมมุติ ก\nนางสมมุติ ข"},
    ),
    Case("a group of no form", ("เลือกรูปแบบกลุ่ม",), _row(group=True), {"legal_form": ""}),
    Case(
        "a company's form for a group", ("รูปแบบที่เลือกไม่ตรง",), _row(sme=True),
        {"producer_type": "GROUP"},
    ),
    Case("a company without number", ("กรอกเลขทะเบียนนิติบุคคล",), _row(sme=True), {"juristic_id": ""}),
    Case("no product", ("เพิ่มผลิตภัณฑ์",), _row(products=0)),
    Case("cancelled without reason", ("เลือกเหตุที่ยกเลิก",), _cancelled, {"cancel_reason": ""}),
    Case(
        "cancelled for another reason", ("ระบุรายละเอียด",), _cancelled, {"cancel_reason": "OTHER"}
    ),
    Case(
        "cancelled as a duplicate of nobody", ("กรอกเลขทะเบียนของผู้ผลิตรายที่คงไว้",), _cancelled,
        {"cancel_reason": "DUPLICATE"},
    ),
    Case("papers that were not given", ("ขอดู", "แนบ%(kind)sอย่างน้อยหนึ่งภาพ", "แนบ%(kind)s หรือ",
         "แนบ%(kind)sอย่างน้อยหนึ่งไฟล์"), _asked_for_papers),
    Case(
        "what seems odd", ("อายุยังไม่ครบ", "ปีที่เริ่มประกอบการ", "เลือกว่าชุมชน", "พิกัดอยู่ห่าง"),
        typed={"birth_date": "2545", "founded_year": "2550", "labour_community": "0",
               "latitude": "18.79", "longitude": "98.98"},
    ),
    Case(
        "half a position", ("กรอกละติจูดและลองจิจูด",), typed={"latitude": "14.6"},
        refused=("longitude",),
    ),
    Case(
        "what a rule cannot read", (), _row(sme=True),
        _UNREAD_BY_RULES, refused=tuple(_UNREAD_BY_RULES),
    ),
    Case(
        "what a field cannot read", (), _row(group=True),
        _UNREAD_BY_FIELDS, refused=tuple(_UNREAD_BY_FIELDS),
    ),
    Case(
        "products without what they need",
        ("เลือกกลุ่มย่อย", "เล่าเรื่องราว", "กรอกวัตถุดิบ", "กรอกกำลังการผลิต", "กรอกหน่วยนับ", "กรอกราคาขายปลีก",
         "กรอกปีที่ได้ระดับดาว", "ตรวจดูภาพถ่าย", "ผลิตภัณฑ์นี้กฎหมายบังคับ", "%(held)sใช้กับ", "กรอกเลขที่และผู้ออก",
         "%(permit)s เลขที่"),
        _row(products=5), products=_five_products,
    ),
    Case(
        "a product that cannot be read",
        ("กลุ่มย่อยไม่ตรง", "เลือกมาตรฐาน", "กรอกเลขที่", "วันที่ออกอยู่หลัง", "วันหมดอายุต้องไม่ก่อนวันที่ออก",
         "เลือกประเภททรัพย์สิน", "กรอกเลขที่คำขอ", "วันที่จดทะเบียนอยู่หลัง", "วันหมดอายุต้องไม่ก่อนวันที่จดทะเบียน"),
        products=_one_unreadable_product,
    ),
)  # fmt: skip
