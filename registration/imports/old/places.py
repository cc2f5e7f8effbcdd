"""Where a row of an old list lies by today's codes: from codes, from names, from both, and from
places that are gone.

A code counts before a name. Of a place that is gone one successor is taken; several are narrowed by
the other names in the row, and else the note says which are possible.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import geothai
from django.utils import translation
from django.utils.translation import gettext as _

from registration.imports.old import gazetteer
from registration.imports.old.shapes import Place
from registration.imports.old.texts import digits

_MOST_NAMED = 8


@dataclass(frozen=True)
class Said:
    """What a row says about its place: names as written, codes of any length."""

    subdistrict: str = ""
    subdistrict_code: str = ""
    district: str = ""
    district_code: str = ""
    province: str = ""
    province_code: str = ""


@lru_cache(maxsize=20_000)
def find(said: Said, area: str = "th") -> Place:
    """The place that a row means. ``area`` is whose list it is: ``th``, a province or a district.
    The note is Thai.
    """
    with translation.override("th"):
        said = _levelled(said, area)
        if said.subdistrict_code:
            return _with_both_codes(_by_code(said.subdistrict_code, said, area), said)
        if said.district_code:
            return _by_code(said.district_code, said, area)
        return _by_names(said, area)


def _levelled(said: Said, area: str) -> Said:
    """Codes in full, each in its place: DOPA's parts (province 31, district 04, subdistrict 01) put
    together, and a code that stands where a name should.
    """
    province = digits(said.province_code)
    district, subdistrict = digits(said.district_code), digits(said.subdistrict_code)
    if re.fullmatch("[0-9]{4}", said.district):
        said, district = replace(said, district=""), district or said.district
    if re.fullmatch("[0-9]{6}", said.subdistrict):
        said, subdistrict = replace(said, subdistrict=""), subdistrict or said.subdistrict
    if len(province) != 2:
        province, district = "", district or province
    home = province or (area[:2] if area != "th" else "")
    if district and len(district) <= 2 and home:
        district = home + district.zfill(2)
    if subdistrict and len(subdistrict) <= 2 and len(district) == 4:
        subdistrict = district + subdistrict.zfill(2)
    if len(district) >= 6 and len(subdistrict) < 6:  # a subdistrict's, in the wrong column
        subdistrict, district = district, ""
    elif len(subdistrict) == 4 and not district:
        subdistrict, district = "", subdistrict
    return replace(
        said, subdistrict_code=subdistrict[:6], district_code=district[:4], province_code=province
    )


def _with_both_codes(found: Place, said: Said) -> Place:
    """A word where the code of the district is another one's."""
    district = said.district_code
    if not district or not found.district or said.subdistrict_code.startswith(district):
        return found
    gone = gazetteer.gone().get(district)
    if found.district in (district, *(gone.successors if gone else ())):
        return found
    note = _("รหัสตำบล %(code)s ไม่อยู่ในอำเภอรหัส %(district)s จึงใช้ตามรหัสตำบล โปรดตรวจ") % {
        "code": said.subdistrict_code, "district": district,
    }  # fmt: skip
    return _noted(found, note)


def _by_code(code: str, said: Said, area: str) -> Place:
    if gazetteer.exists(code):
        return _agreeing(code, said)
    gone = gazetteer.gone().get(code)
    if gone is None:
        note = _("ไม่มีรหัสพื้นที่ %(code)s ให้ตรวจรหัสของแถวนี้") % {"code": code}
        named = said.subdistrict or said.district
        return _noted(_by_names(said, area) if named else Place(), note)
    possible = gazetteer.successors(gone)
    is_certain = len(possible) == 1
    if not possible:
        possible = list(gazetteer.namesakes(gone.name_th, gone.level))
    if not is_certain:
        narrowed = [each for each in possible if _fits(each, said)] if _names(said) else []
        if len(narrowed) != 1:
            return Place(note=_which(gone, possible))
        possible = narrowed
    note = _("รหัส %(code)s (%(name)s) เลิกใช้แล้ว อ่านเป็น %(place)s") % {
        "code": code, "name": gone.name_th, "place": gazetteer.in_words(possible[0]),
    }  # fmt: skip
    if not is_certain or gone.successors_basis == "name":
        note += " " + _("ตามชื่อที่ตรงกัน โปรดตรวจ")
    return _noted(_agreeing(possible[0], said, known_as=gone.name_th), note)


def _which(gone, possible: Sequence[str]) -> str:
    values = {"code": gone.code, "name": gone.name_th}
    if not possible:
        return _("รหัส %(code)s (%(name)s) เลิกใช้แล้ว และไม่พบพื้นที่ที่รับต่อ ให้แก้เป็นรหัสปัจจุบัน") % values
    return _("รหัส %(code)s (%(name)s) เลิกใช้แล้ว อาจเป็น %(places)s ให้แก้เป็นรหัสของพื้นที่ที่ถูกต้อง") % {
        **values, "places": gazetteer.listed(possible[:_MOST_NAMED]),
    }  # fmt: skip


def _agreeing(code: str, said: Said, known_as: str = "") -> Place:
    """The place of a code, with a word where the names in the row say something else."""
    place = Place(code[:4], code if len(code) == 6 else None)
    if place.subdistrict is None and said.subdistrict:
        name = gazetteer.names_of(code)["district"]
        place = _by_names(Said(subdistrict=said.subdistrict, district=name), code)
    if _fits(code, said, known_as):
        return place
    wrong = " ".join(filter(None, (said.subdistrict, said.district, said.province)))
    note = _("รหัส %(code)s คือ %(place)s แต่แถวนี้เขียนว่า “%(names)s” จึงใช้ตามรหัส โปรดตรวจ") % {
        "code": code, "place": gazetteer.in_words(code), "names": wrong,
    }  # fmt: skip
    return _noted(place, note)


def _fits(code: str, said: Said, known_as: str = "") -> bool:
    """Whether the names that a row gives are those of a code, or of what it was before: then the
    province may be another one, too.
    """
    names = gazetteer.names_of(code)
    if known_as:
        names.pop("province", None)
    return all(
        gazetteer.bare(written) in (gazetteer.bare(names[level]), gazetteer.bare(known_as))
        or (level == "district" and gazetteer.is_capital(written, code))
        for level in names
        if (written := getattr(said, level))
    )


def _names(said: Said) -> bool:
    return any((said.subdistrict, said.district, said.province))


def _by_names(said: Said, area: str) -> Place:
    provinces = _provinces(said, area)
    if not provinces:
        name = said.province or said.province_code
        return Place(note=_("ไม่รู้จักจังหวัด “%(name)s”") % {"name": name})
    if said.district:
        found = gazetteer.districts_named(said.district, provinces)
        return _in_districts(found, said) if found else _once(said, provinces)
    if not said.subdistrict:
        return _silent(area)
    if len(area) == 4 and area[:2] in provinces:
        return _in_districts([area], said)
    inside = gazetteer.subdistricts_named(said.subdistrict, gazetteer.districts_of(provinces))
    if len(inside) == 1:
        return Place(inside[0][:4], inside[0])
    if inside:
        return Place(note=_several(said.subdistrict, inside))
    return Place(note=_("ไม่พบ “%(name)s” ให้ระบุอำเภอของแถวนี้") % {"name": said.subdistrict})


def _provinces(said: Said, area: str) -> Sequence[str]:
    """Codes of the provinces where the row may lie."""
    if said.province_code:
        return [said.province_code] if geothai.province(said.province_code) else []
    if said.province:
        return gazetteer.provinces_named(said.province)
    return [area[:2]] if area != "th" else gazetteer.all_provinces()


def _silent(area: str) -> Place:
    if len(area) == 4:
        return Place(area)
    return Place(note=_("แถวนี้ไม่บอกอำเภอ ให้เลือกคอลัมน์อำเภอหรือตำบลของบัญชี หรือกำหนดอำเภอให้ทุกแถว"))


def _in_districts(codes: Sequence[str], said: Said) -> Place:
    """The row's subdistrict in one of these districts, which have one name."""
    if not said.subdistrict:
        return Place(codes[0]) if len(codes) == 1 else Place(note=_several(said.district, codes))
    inside = gazetteer.subdistricts_named(said.subdistrict, codes)
    if len(inside) == 1:
        return Place(inside[0][:4], inside[0])
    if inside or len(codes) > 1:
        return Place(note=_several(said.subdistrict, inside or codes))
    return _moved(said, codes[0])


def _moved(said: Said, district: str) -> Place:
    """A subdistrict that the district has no more: it was abolished, or lies in another one."""
    gone = gazetteer.gone_named(said.subdistrict, [district])
    possible = sorted({code for each in gone for code in gazetteer.successors(each)})
    if len(possible) == 1:
        return Place(possible[0][:4], possible[0], _became(said, possible[0]))
    if possible:
        return Place(district, note=_several(said.subdistrict, possible))
    note = _("ไม่พบ “%(name)s” ใน%(place)s") % {
        "name": said.subdistrict, "place": gazetteer.in_words(district),
    }  # fmt: skip
    return Place(district, note=note)


def _once(said: Said, provinces: Sequence[str]) -> Place:
    """A district by a name that is none there today: it was abolished, or given to another
    province.
    """
    gone = gazetteer.gone_named(said.district, provinces)
    possible = [code for each in gone for code in gazetteer.successors(each)]
    for each in gone if not possible else ():
        possible += gazetteer.namesakes(each.name_th, each.level)
    if len(possible) == 1:
        return _noted(_in_districts(possible, said), _became(said, possible[0]))
    if possible:
        return Place(note=_several(said.district, possible))
    elsewhere = gazetteer.districts_named(said.district, gazetteer.all_provinces())
    note = _("ไม่รู้จักอำเภอ “%(name)s”") % {"name": said.district}
    if elsewhere:
        places = gazetteer.listed(elsewhere[:_MOST_NAMED])
        note += " " + _("มีชื่อนี้ที่ %(places)s") % {"places": places}
    return Place(note=note)


def _became(said: Said, code: str) -> str:
    return _("“%(name)s” เปลี่ยนเขตการปกครองแล้ว อ่านเป็น %(place)s โปรดตรวจ") % {
        "name": " ".join(filter(None, (said.subdistrict, said.district, said.province))),
        "place": gazetteer.in_words(code),
    }  # fmt: skip


def _several(name: str, codes: Sequence[str]) -> str:
    return _("“%(name)s” มีหลายแห่ง: %(places)s ให้ระบุรหัสหรืออำเภอให้ชัด") % {
        "name": name, "places": gazetteer.listed(sorted(set(codes))[:_MOST_NAMED]),
    }  # fmt: skip


def _noted(place: Place, note: str) -> Place:
    """The same place with another word before its own."""
    return replace(place, note=" ".join(filter(None, (note, place.note))))
