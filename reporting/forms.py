"""What a reader asks for: area, span, digits and edition, read from the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import scoping
from registration.selectors import tallies

SPANS = {
    tallies.QUARTER: gettext_lazy("ในไตรมาสนี้"),
    tallies.YEAR: gettext_lazy("สะสมตั้งแต่ต้นปีงบประมาณ"),
}
ANNOUNCED, ADDENDA = "announced", "addenda"
EDITIONS = {
    ANNOUNCED: gettext_lazy("ตามประกาศ"),
    ADDENDA: gettext_lazy("รวมประกาศแก้ไขเพิ่มเติม"),
}
DIGITS = {"arabic": gettext_lazy("เลขอารบิก"), "thai": gettext_lazy("เลขไทย")}
_AREA = re.compile(r"th|[0-9]{2}|[0-9]{4}")


@dataclass(frozen=True)
class Wanted:
    area: str
    span: str
    digits: str
    edition: str = ANNOUNCED

    @property
    def with_addenda(self) -> bool:
        return self.edition == ADDENDA


def read(parameters: Mapping[str, str], by: scoping.Jurisdiction, digits: str) -> Wanted:
    """The request of an address; left out are the own area, the quarter, ``digits``, and the
    edition that was announced.

    Raises ``Http404`` for an area outside the own one, as for one that cannot be, and
    ``BadRequest`` for an unknown span, unknown digits or an unknown edition.
    """
    area = parameters.get("area") or by.area
    if not _AREA.fullmatch(area) or not by.covers(area):
        raise Http404(_("ไม่พบพื้นที่นี้ หรือพื้นที่นี้อยู่นอกความรับผิดชอบของท่าน"))
    span = parameters.get("span") or tallies.QUARTER
    chosen = parameters.get("digits") or digits
    edition = parameters.get("edition") or ANNOUNCED
    if span not in SPANS or chosen not in DIGITS or edition not in EDITIONS:
        raise BadRequest(
            "span is quarter or year, digits are arabic or thai, edition is announced or addenda"
        )
    return Wanted(area, span, chosen, edition)
