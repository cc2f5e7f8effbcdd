"""Rules that warn and do not block: the district goes on with a reason that the province reads.

Pure decisions, as in ``eligibility``; the code of a caution is the key of its reason in
``Registration.kept_warnings``.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from registration import partial_dates, validators
from registration.calendar import BE_OFFSET
from registration.enums import Kind, ProducerType

SUI_JURIS = 20  # years, Civil and Commercial Code section 19
_YOUNGEST_FOUNDER = 10
_FARTHEST = 60  # kilometres from the middle of the district


@dataclass(frozen=True)
class Caution:
    """``code`` is stable; ``place`` is the field to look at, ``sentence`` what seems odd."""

    code: str
    place: str
    sentence: str


def of(row, middle: tuple[float, float] | None, on: date) -> list[Caution]:
    """Everything odd about a registration. ``middle`` is where its district lies, if that is
    known.
    """
    if row.kind == Kind.CANCEL:
        return []
    rules = (_underage, _founder, _members, _labour)
    found = [caution for rule in rules if (caution := rule(row, on))]
    if middle and (caution := _far_away(row, middle)):
        found.append(caution)
    return found


def unanswered(cautions: list[Caution], reasons: dict[str, str]) -> list[Caution]:
    return [each for each in cautions if not (reasons.get(each.code) or "").strip()]


def _underage(row, on: date) -> Caution | None:
    if not row.birth_date or partial_dates.age(row.birth_date, on) >= SUI_JURIS:
        return None
    sentence = _("อายุยังไม่ครบ %(years)d ปี จึงอาจยังไม่บรรลุนิติภาวะ (บรรลุได้ด้วยการสมรส)")
    return Caution("underage", "birth_date", sentence % {"years": SUI_JURIS})


def _founder(row, on: date) -> Caution | None:
    """Only of a sole owner: a group is often older than its chair."""
    if row.producer_type != ProducerType.SOLE or not (row.birth_date and row.founded_year):
        return None
    age = row.founded_year - BE_OFFSET - partial_dates.earliest(row.birth_date).year
    if age >= _YOUNGEST_FOUNDER:
        return None
    sentence = _("ปีที่เริ่มประกอบการเป็นปีที่เจ้าของอายุไม่ถึง %(years)d ปี หรือยังไม่เกิด")
    return Caution("founded_young", "founded_year", sentence % {"years": _YOUNGEST_FOUNDER})


def _members(row, on: date) -> Caution | None:
    names = len(row.member_names.splitlines()) if row.member_names else 0
    number = (row.members_male or 0) + (row.members_female or 0)
    if row.producer_type != ProducerType.GROUP or not names or names == number:
        return None
    sentence = _("รายชื่อสมาชิกมี %(names)d ชื่อ แต่จำนวนสมาชิกชายหญิงรวม %(number)d คน")
    return Caution("members_differ", "member_names", sentence % {"names": names, "number": number})


def _labour(row, on: date) -> Caution | None:
    """Labour of the community is tested in the province (DOMAIN §1.2 rule 2); where nothing was
    typed nothing is known.
    """
    typed = (row.labour_community, row.labour_province, row.labour_elsewhere)
    if not row.link_production or typed == (None, None, None):
        return None
    if row.labour_community or row.labour_province:
        return None
    sentence = _("เลือกว่าชุมชนมีส่วนร่วมในการผลิต แต่ไม่มีแรงงานในชุมชนหรือในจังหวัด")
    return Caution("no_local_labour", "labour_community", sentence)


def _far_away(row, middle: tuple[float, float]) -> Caution | None:
    if row.latitude is None or row.longitude is None:
        return None
    away = validators.kilometres((row.latitude, row.longitude), middle)
    if away <= _FARTHEST:
        return None
    sentence = _("พิกัดอยู่ห่างจากที่ตั้งอำเภอประมาณ %(away)d กิโลเมตร อาจพิมพ์ตัวเลขผิด")
    return Caution("far_away", "latitude", sentence % {"away": round(away)})
