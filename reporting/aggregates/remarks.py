"""หมายเหตุ: why a row is empty. Zero is not missing, and the form says which of the two it is."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from registration.enums import place_words
from registration.selectors.tallies import Basis
from reporting.aggregates.territories import Filed, Territory
from reporting.shapes import COUNTRY, Level


def remarks(
    territory: Territory,
    bases: dict[str, Basis],
    announced: Collection[str] | None = None,
    *,
    in_year: bool = False,
) -> dict[str, str]:
    """The note of each row that needs one, by its code. A year's numbers say which quarter was nil.

    ``announced`` are the provinces that announced, where the closing's snapshot stands for all.
    """
    nil = _("ไตรมาสนี้ไม่มีผู้ลงทะเบียน") if in_year else _("ไม่มีผู้ลงทะเบียน")
    if territory.level != Level.COUNTRY:
        basis = bases[territory.code[:2]]
        districts = (
            [territory.code]
            if territory.level == Level.DISTRICT
            else [part.code for part in territory.parts]
        )
        return {code: _of_district(territory.filed.get(code), basis, nil) for code in districts}
    if announced is None:
        announced = [code for code, basis in bases.items() if code != COUNTRY and not basis.is_live]
    is_open = bases[COUNTRY].is_live if COUNTRY in bases else True
    of_province: dict[str, list[Filed]] = {}
    for district, filed in territory.filed.items():
        of_province.setdefault(district[:2], []).append(filed)
    return {
        part.code: _of_province(
            part.code, of_province.get(part.code, []), part.code in announced, is_open, nil
        )
        for part in territory.parts
    }


def notes_of(territory: Territory, bases: dict[str, Basis]) -> tuple[str, ...]:
    """What is said under the table of a single district."""
    if territory.level != Level.DISTRICT:
        return ()
    filed, name = territory.filed.get(territory.code), territory.path[-1].name
    if filed and filed.is_nil:
        return (_("%(place)sรายงานว่าไม่มีผู้ลงทะเบียนในไตรมาสนี้") % {"place": name},)
    if _of_district(filed, bases[territory.code[:2]], ""):
        return (_("%(place)sยังไม่ส่งข้อมูลของไตรมาสนี้ให้จังหวัด") % {"place": name},)
    return ()


def _of_district(filed: Filed | None, basis: Basis, nil: str) -> str:
    if filed and filed.is_nil:
        return nil
    if basis.is_live:
        return "" if filed and filed.is_sent else _("ยังไม่ส่ง")
    # After the announcement only what was certified with it counts as sent.
    province_announced = basis.announcement and basis.announcement.certification_id
    if province_announced and not (filed and filed.is_certified):
        return _("ไม่ได้ส่ง")
    return ""


def _of_province(code: str, filed: list[Filed], is_announced: bool, is_open: bool, nil: str) -> str:
    sent = sum(one.is_sent for one in filed)
    if filed and all(one.is_nil for one in filed):
        return nil
    if is_announced:
        return ""
    if not is_open:
        return _("ไม่ได้ประกาศรับรอง")
    if not sent:
        return _("ยังไม่ส่ง")
    return _("ส่งแล้ว %(sent)d จาก %(all)d %(word)s") % {
        "sent": sent,
        "all": len(filed),
        "word": place_words(code).district,
    }
