"""Where a place lies on the earth (DOMAIN §3.2 row 14)."""

import math
import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from registration.errors import InvalidValue
from registration.validators.text import arabic_digits


def gps(lat: str | float | Decimal, lon: str | float | Decimal) -> tuple[Decimal, Decimal]:
    """Return latitude and longitude within Thailand's bounding box, to six decimals (10 cm)."""
    latitude, longitude = _degrees(lat), _degrees(lon)
    if _within_thailand(latitude, longitude):
        return latitude, longitude
    if _within_thailand(longitude, latitude):
        raise InvalidValue(
            _("ละติจูดกับลองจิจูดสลับช่องกัน กรุณากรอกละติจูด (เช่น 14.99) ก่อนลองจิจูด (เช่น 103.10)")
        )
    raise InvalidValue(
        _(
            "พิกัดอยู่นอกประเทศไทย ละติจูดต้องอยู่ระหว่าง 5.6–20.5 และลองจิจูดระหว่าง 97.3–105.7 "
            "กรุณาตรวจสอบแล้วกรอกใหม่"
        )
    )


def _degrees(value: str | float | Decimal) -> Decimal:
    try:
        degrees = Decimal(arabic_digits(str(value)).strip())
        if degrees.is_finite() and abs(degrees) <= 180:
            return degrees.quantize(Decimal("0.000001"))
    except InvalidOperation:
        pass
    raise InvalidValue(_("พิกัดต้องเป็นองศาทศนิยมครบทั้งสองช่อง เช่น 14.993200 และ 103.102900 กรุณากรอกใหม่"))


def _within_thailand(latitude: Decimal, longitude: Decimal) -> bool:
    return Decimal("5.6") <= latitude <= Decimal("20.5") and (
        Decimal("97.3") <= longitude <= Decimal("105.7")
    )


def position_parts(text: str) -> tuple[str, str] | None:
    """Return the two halves of a position that a map gave as one text, "14.9932, 103.1029"."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    return (parts[0], parts[1]) if len(parts) == 2 else None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two positions (latitude, longitude) on a sphere."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(float(x)) for x in point) for point in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))
