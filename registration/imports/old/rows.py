"""What the rows of a list are: data, or something that stands between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from registration.imports.old.headers import JOINT
from registration.imports.old.texts import folded, on_one_line, said
from registration.sheets.columns import fold
from registration.sheets.reading import Row
from registration.validators.text import arabic_digits

_TOTAL = re.compile(
    r"(?:รวม|ยอดรวม|ผลรวม|จำนวน)(?:ทั้งสิ้น|ทั้งหมด|ทั้งอำเภอ|ทั้งจังหวัด|เป็นเงิน|สุทธิ|จำนวน|ยอด)*"
    r"(?:(?:อำเภอ|ตำบล|จังหวัด|อ\.|ต\.|จ\.)\S*)?"
    r"[\s:=]*(?:[0-9,.]+\s*(?:ราย|กลุ่ม|คน|รายการ|ผลิตภัณฑ์|บาท|แห่ง)?\s*)*"
    r"|(?:total|grandtotal)[\s:=0-9,.]*",
    re.IGNORECASE,
)  # fmt: skip
_REMARK = re.compile(
    r"(?:หมายเหตุ|ที่มา|แหล่งข้อมูล|ข้อมูล\s*ณ|ข้อมูลณ|\(?\s*ลงชื่อ|ผู้รายงาน|ผู้รับรอง|ผู้จัดทำ|ตำแหน่ง|วันที่|\(\.{2,}|\.{4,})"
)
_PLAIN_NUMBER = re.compile(r"\(?\s*([0-9]{1,2})\s*[).]?")


@dataclass(frozen=True)
class Heads:
    """The headers of a list, as a row is compared with them, and the places of columns that are
    taken.
    """

    texts: tuple[frozenset[str], ...]
    mapped: frozenset[int]


def heads_of(header: Sequence[str], mapped: Iterable[int]) -> Heads:
    """A header below a common head counts alone, too."""
    texts = (frozenset(map(fold, (head, *head.split(JOINT)))) - {""} for head in header)
    return Heads(tuple(texts), frozenset(mapped))


def cleaned(row: Row) -> Row:
    """A row with every cell as it is ``said``."""
    return Row(row.number, tuple(map(said, row.cells)))


class RowKind(Enum):
    """What a row is."""

    DATA = auto()
    TOTAL = auto()
    HEADER = auto()
    NUMBERING = auto()
    TITLE = auto()  # the only text of its row: the head of a section
    REMARK = auto()
    EMPTY = auto()  # nothing but a running number


def kind_of(row: Row, heads: Heads) -> RowKind:
    """What a cleaned row is."""
    filled = {place: on_one_line(cell) for place, cell in enumerate(row.cells) if cell}
    if not filled:
        return RowKind.EMPTY
    texts = list(filled.values())
    if _is_numbering(filled):
        return RowKind.NUMBERING
    if _repeats(filled, heads):
        return RowKind.HEADER
    if any(_TOTAL.fullmatch(arabic_digits(text)) for text in texts if not text[:1].isdigit()):
        return RowKind.TOTAL
    words = [text for text in texts if not re.fullmatch(r"[0-9๐-๙.,\s]+", text)]
    if not words:
        return (
            RowKind.EMPTY
            if not heads.mapped.intersection(filled) or len(texts) == 1
            else RowKind.DATA
        )
    if len(set(texts)) == 1 and len(heads.mapped) > 1:
        return RowKind.REMARK if _REMARK.match(texts[0]) else RowKind.TITLE
    return RowKind.DATA


def _is_numbering(filled: dict[int, str]) -> bool:
    """(1) (2) (3) below the headers."""
    numbers = [_PLAIN_NUMBER.fullmatch(arabic_digits(text)) for text in filled.values()]
    if len(numbers) < 3 or not all(numbers):
        return False
    found = [int(match[1]) for match in numbers if match]
    return found == list(range(found[0], found[0] + len(found))) and found[0] <= 1


def _repeats(filled: dict[int, str], heads: Heads) -> bool:
    same = sum(
        folded(text) in heads.texts[place]
        for place, text in filled.items()
        if place < len(heads.texts)
    )
    return same >= 2 and 2 * same > len(filled)
