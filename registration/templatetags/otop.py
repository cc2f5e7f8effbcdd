"""Template words: Thai dates, numbers, quarters, masked IDs, what an area's levels are called.

Empty values (None, "") become "", so that a template needs no {% if %} around a missing date.
"""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from registration import calendar, enums

register = template.Library()


@register.filter
def thai_date(day: date | None, style: str = "short") -> str:
    """17 ก.พ. 2561; style "long" or "numeric"."""
    return calendar.thai_date(day, style) if day else ""


@register.filter
def thai_datetime(instant: datetime | None, style: str = "short") -> str:
    """17 ก.พ. 2561 14:05 น. in Bangkok time."""
    return calendar.thai_datetime(instant, style) if instant else ""


@register.filter
def thai_digits(value: object) -> str:
    """Digits as ๐–๙, for paper."""
    return "" if value is None else calendar.to_thai_digits(value)


@register.filter
def number(value: Decimal | float | None) -> str:
    """1,234. Made here because Django's localisation costs several times the page in a report."""
    return "" if value in (None, "") else f"{value:,}"


@register.filter
def quarter(code: calendar.QuarterCode | str | None) -> str:
    """ไตรมาส 2 ปีงบประมาณ พ.ศ. 2561, from "2561-2" or a QuarterCode."""
    if not code:
        return ""
    parsed = calendar.QuarterCode.parse(str(code))
    return _("ไตรมาส %(number)d ปีงบประมาณ พ.ศ. %(year)d") % {
        "number": parsed.number,
        "year": parsed.year,
    }


@register.simple_tag
def district_word(place_code: str | None = None) -> str:
    """อำเภอ, or เขต for any place code of Bangkok."""
    return enums.place_words(place_code).district


@register.simple_tag
def subdistrict_word(place_code: str | None = None) -> str:
    """ตำบล, or แขวง for any place code of Bangkok."""
    return enums.place_words(place_code).subdistrict
