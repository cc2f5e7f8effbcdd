"""Typeface, fills, lines and notes of everything that the program writes into a workbook."""

from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill, Side

from registration.spelling import visible

FONT = "TH SarabunPSK"  # the typeface of official papers; charset and family choose a stand-in
AUTHOR = "ทะเบียน OTOP"
LINE = "D9D9D9"
_THAI_CHARSET, _SWISS = 222, 2


def font(*, size: int = 14, bold: bool = False, color: str = "000000", **more) -> Font:
    return Font(
        name=FONT, size=size, bold=bold, color=color, charset=_THAI_CHARSET, family=_SWISS, **more
    )


def fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color, end_color=color)


def line(color: str = LINE) -> Side:
    return Side(style="thin", color=color)


def sized(comment: Comment) -> Comment:
    """A note as large as its text asks for."""
    lines = sum(1 + len(visible(part)) // 38 for part in comment.text.split("\n"))
    comment.width, comment.height = 290, 28 + 22 * lines
    return comment
