"""What stands in a cell of an office's own list, and what only says that nothing does."""

from registration.spelling import fold, normalise_text
from registration.validators.text import arabic_digits

_NOTHING = frozenset(
    map(
        fold,
        (
            "-", "–", "—", "--", "---", "- -", ".", "..", "...", "ไม่มี", "ไม่มีข้อมูล", "ไม่ระบุ",
            "ไม่ทราบ", "ไม่ปรากฏ", "n/a", "na", "none", "null", "#n/a",
        ),
    )
)  # fmt: skip


def said(cell: str) -> str:
    """A cell's text line by line as it is stored; '' where it only says that there is none."""
    text = "\n".join(filter(None, map(normalise_text, cell.splitlines())))
    text = text.removeprefix("'") if text[1:2].isdigit() else text
    return "" if folded(text) in _NOTHING else text


def folded(text: str) -> str:
    """``spelling.fold`` of a text that was ``said``, at a fraction of the cost."""
    return "".join(text.split()).casefold()


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def digits(text: str) -> str:
    """Only the digits, Thai ones too; the ``.0`` of a number that was a decimal is none."""
    plain = arabic_digits(text).strip()
    plain = plain.removesuffix(".0")
    return "".join(letter for letter in plain if letter in "0123456789")
