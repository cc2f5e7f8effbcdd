"""Filling a form: everything a report says is decided here, and the renderers only show it."""

from datetime import datetime

from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import BANGKOK, Step
from registration.scoping import Jurisdiction
from registration.selectors import certifications, plan, tallies
from reporting import aggregates
from reporting.aggregates import Territory
from reporting.shapes import Definition, Document, Level, Origin, Place, Signature

SPANS = (tallies.QUARTER, tallies.YEAR)


def build(
    definition: Definition,
    quarter,
    area: str,
    span: str,
    by: Jurisdiction,
    on: datetime,
    *,
    with_addenda: bool = False,
) -> Document:
    """The filled form of an area (``th``, ``31``, ``3104``) for a quarter's row.

    Announced areas read their snapshot, so the numbers of an issued report never change;
    ``with_addenda`` reads the revision that addenda have corrected, where there is one. Raises
    ``ObjectDoesNotExist`` for an area outside the one of ``by`` or that is not there, and
    ``Unbalanced`` when the numbers do not add up.
    """
    if span not in SPANS:
        raise ValueError(f"{span!r} is no span: quarter or year.")
    tally = tallies.read(by, quarter, area, span, with_addenda=with_addenda)
    territory = aggregates.survey(by, quarter.code, area)
    standings = plan.plan_of(quarter).standings(territory.province, territory.district)
    announced = _announced_at_closing(by, quarter, territory, tally)
    rows, total = aggregates.fill(
        definition,
        tally.cells,
        territory.parts,
        Place(area, _("รวมทั้งสิ้น")),
        aggregates.remarks(territory, tally.bases, announced, in_year=span == tallies.YEAR),
    )
    as_of = on if tally.is_live else max(basis.taken_at for basis in tally.bases.values())
    return Document(
        definition=definition,
        level=territory.level,
        quarter=quarter.code,
        span=span,
        path=territory.path,
        titles=_titles(definition, quarter, span, territory, standings[Step.ENTRY].window, as_of),
        as_of=calendar.day_of(as_of),
        area_word=_area_word(territory),
        rows=rows,
        total=total,
        origin=_origin(territory, tally, standings[Step.CERTIFICATION].window),
        notes=(*aggregates.notes_of(territory, tally.bases), *map(str, definition.footnotes)),
        signatures=_signatures(definition, territory),
    )


def _announced_at_closing(by, quarter, territory: Territory, tally) -> frozenset[str] | None:
    """The provinces that had announced, where one snapshot stands for the country."""
    if territory.level != Level.COUNTRY or tally.is_live:
        return None
    rows = certifications.visible(by).filter(quarter=quarter, announced_at__isnull=False)
    return frozenset(rows.order_by().values_list("province", flat=True))


def _titles(definition, quarter, span, territory, window, as_of) -> tuple[str, ...]:
    code = calendar.QuarterCode.parse(quarter.code)
    first, last = (window.opens_on, window.closes_on) if window else (code.first_day, code.last_day)
    wording = _("ไตรมาสที่ %(number)d ปีงบประมาณ พ.ศ. %(year)d")
    if span == tallies.YEAR:
        first = code.fiscal_year_start
        wording = _("สะสมตั้งแต่ต้นปีงบประมาณ พ.ศ. %(year)d ถึงไตรมาสที่ %(number)d")
    period = _("(ระหว่างวันที่ %(first)s ถึงวันที่ %(last)s)") % {
        "first": calendar.thai_date(first, "long"),
        "last": calendar.thai_date(last, "long"),
    }
    return (
        _("%(name)s ปี %(year)d") % {"name": definition.name, "year": code.year},
        f"{wording % {'number': code.number, 'year': code.year}} {period}",
        _("%(area)s   ข้อมูล ณ วันที่ %(day)s")
        % {"area": _area_text(territory), "day": calendar.thai_date(as_of, "long")},
    )


def _area_text(territory: Territory) -> str:
    if territory.level != Level.COUNTRY:
        return " ".join(place.name for place in reversed(territory.path[1:]))
    codes = [part.code for part in territory.parts]
    if BANGKOK not in codes:
        return _("ทั้งประเทศ %(count)d จังหวัด") % {"count": len(codes)}
    return _("ทั้งประเทศ %(count)d จังหวัด และกรุงเทพมหานคร") % {"count": len(codes) - 1}


def _area_word(territory: Territory) -> str:
    if territory.level == Level.COUNTRY:
        return _("จังหวัด")
    words = territory.words
    return str(words.district if territory.level == Level.PROVINCE else words.subdistrict)


def _origin(territory: Territory, tally, window) -> Origin:
    if tally.is_live:
        period = window and calendar.thai_period(window.opens_on, window.closes_on, "long")
        detail = _("ตัวเลขยังเปลี่ยนได้จนกว่าจังหวัดจะประกาศรับรอง")
        if period:
            detail += " " + _("(ช่วงตรวจสอบรับรอง %(period)s)") % {"period": period}
        return Origin(True, _live_sentence(territory, tally), detail)
    (basis,) = tally.bases.values()
    announcement = basis.announcement
    by_province = announcement.certification_id is not None
    issuer = territory.path[1].name if by_province else _("กรมการพัฒนาชุมชน")
    sentence = _("ตามประกาศ%(issuer)s เลขที่ %(number)s ลงวันที่ %(day)s") % {
        "issuer": issuer,
        "number": announcement.number,
        "day": calendar.thai_date(announcement.dated_on, "long"),
    }
    if territory.province and not by_province:
        sentence = _("%(place)sไม่ได้ประกาศรับรอง ปิดไตรมาส%(sentence)s") % {
            "place": territory.path[1].name,
            "sentence": sentence,
        }
    if basis.addendum:
        sentence = _("%(announced)s และประกาศแก้ไขเพิ่มเติม เลขที่ %(number)s ลงวันที่ %(day)s") % {
            "announced": sentence,
            "number": basis.addendum.number,
            "day": calendar.thai_date(basis.addendum.dated_on, "long"),
        }
    return Origin(
        False,
        sentence,
        _("ตัวเลขอ่านจากสำเนาที่เก็บไว้เมื่อประกาศ จึงไม่เปลี่ยนแปลงตามการแก้ไขภายหลัง"),
        basis.revision,
        basis.sha256,
    )


def _live_sentence(territory: Territory, tally) -> str:
    announced = sum(not basis.is_live for basis in tally.bases.values())
    if not announced:
        return _("ยังไม่ประกาศรับรอง")
    waiting = len(territory.parts) - announced
    if not waiting:
        return _("ประกาศรับรองครบทุกจังหวัดแล้ว กรมการพัฒนาชุมชนยังไม่ปิดไตรมาส")
    return _("ประกาศรับรองแล้ว %(announced)d จังหวัด ยังไม่ประกาศรับรอง %(waiting)d จังหวัด") % {
        "announced": announced,
        "waiting": waiting,
    }


def _signatures(definition: Definition, territory: Territory) -> tuple[Signature, ...]:
    # Offices of Bangkok are not the department's: who signs there is left to the paper.
    named = territory.province != BANGKOK
    return tuple(
        Signature(
            str(signatory.part),
            str(signatory.position) % {"place": territory.own_name} if named else "",
        )
        for signatory in definition.signatories[territory.level]
    )
