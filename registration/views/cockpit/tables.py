"""The table under the picture: the same facts, sorted and filtered by the address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from registration.selectors.cockpit import DistrictRow
from registration.views.cockpit.blocks import rank
from registration.views.cockpit.lines import ProvinceLine
from registration.views.pages import address


def _middle(name: str) -> Callable:
    return lambda line: getattr(line, name) and getattr(line, name).median


# By the name in the address: (head, what is sorted by); ``None`` always comes last.
PROVINCE_SORTS: Mapping[str, tuple] = {
    "name": (_("จังหวัด"), lambda line: line.row.province.code),
    "state": (_("การรับรอง"), lambda line: line.row.label),
    "handed": (_("ส่งแฟ้มแล้ว"), lambda line: line.share),
    "idle": (_("ยังไม่เริ่ม"), lambda line: line.n_not_begun),
    "late": (_("เลยกำหนด"), lambda line: line.n_late),
    "since": (_("ใครรอใคร ตั้งแต่เมื่อใด"), lambda line: line.since),
    "entering": (_("วันลงทะเบียน"), _middle("entering")),
    "deciding": (_("วันตรวจสอบ"), _middle("deciding")),
}
DISTRICT_SORTS: Mapping[str, tuple] = {
    "name": (_("อำเภอ/เขต"), lambda row: row.code),
    "stage": (_("ขั้น"), lambda row: (rank(row), row.is_late)),
    "live": (_("รายการ"), lambda row: row.n_live),
    "handed": (_("ส่งแฟ้มเมื่อ"), lambda row: row.handed_over_at),
    "since": (_("ใครรอใคร ตั้งแต่เมื่อใด"), lambda row: row.since),
    "entering": (_("วันลงทะเบียน"), lambda row: row.days_entering),
    "deciding": (_("วันตรวจสอบ"), lambda row: row.days_deciding),
}
_NUMBERS = {"idle", "late", "live", "entering", "deciding"}


@dataclass(frozen=True)
class Head:
    """A column's head, which sorts; ``direction`` is what ``aria-sort`` says of it."""

    label: str
    url: str
    direction: str
    is_number: bool


def heads(request, sorts: Mapping[str, tuple]) -> list[Head]:
    """A second press on the same head turns the order round."""
    now = _asked(request, sorts)
    found = []
    for name, (label, _key) in sorts.items():
        direction = {name: "ascending", f"-{name}": "descending"}.get(now, "")
        wanted = f"-{name}" if now == name else name
        if not direction and name in _NUMBERS:
            wanted = f"-{name}"  # of numbers the most is looked for first
        url = address(request, sort=wanted, page=None)
        found.append(Head(label, f"{url}#rows", direction, name in _NUMBERS))
    return found


def in_order(rows: Iterable[Any], request, sorts: Mapping[str, tuple]) -> list:
    """By what the address asks for; equal rows, and all without that, in the order of the codes."""
    asked = _asked(request, sorts)
    key = sorts[asked.lstrip("-")][1]
    keyed = [(key(row), row) for row in rows]
    known = [each for each in keyed if each[0] is not None]
    known.sort(key=lambda each: each[0], reverse=asked.startswith("-"))
    return [row for _key, row in [*known, *(each for each in keyed if each[0] is None)]]


def _asked(request, sorts: Mapping[str, tuple]) -> str:
    """Anything that is no sorting is that by name."""
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in sorts else "name"


def matching(
    rows: Iterable[DistrictRow], *, region: str = "", stage: str = "", waits: str = "",
    late: str = "",
) -> list[DistrictRow]:  # fmt: skip
    return [
        row
        for row in rows
        if region in ("", row.region)
        and stage in ("", row.stage)
        and (not waits or any(wait.what == waits for wait in row.waits))
        and (not late or row.is_late)
    ]


def of_provinces_with(
    found: Iterable[ProvinceLine], districts: Iterable[DistrictRow]
) -> list[ProvinceLine]:
    """The lines of provinces that have any of these districts."""
    codes = {row.province for row in districts}
    return [line for line in found if line.row.province.code in codes]
