"""Pictures: decoded whole, turned upright, written anew without anything but what is seen.

A camera writes into its pictures when and where they were taken; a production site is often a home.
"""

import struct
import zlib
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from registration.enums import FileType
from registration.errors import InvalidValue

MOST_PIXELS = 40_000_000
LONGEST_SENT = 12_000
LONGEST_KEPT = 2000
LONGEST_SHOWN = 320  # of a thumbnail
_FEW_COLOURS = 256
_READERS = {FileType.JPEG: JpegImageFile, FileType.PNG: PngImageFile}
# What Pillow lets through from the depths of a broken file.
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip


def redraw(content: bytes, sent: FileType) -> tuple[FileType, bytes, bytes, int, int]:
    """Type, bytes, thumbnail, width and height of the picture as it is to be kept.

    Raises ``InvalidValue`` where it has too many pixels (asked before one is decoded), or cannot be
    decoded to its end.
    """
    try:
        # The reader of that one type and none of Pillow's forty others.
        picture = _READERS[sent](BytesIO(content))
    except _BROKEN as error:
        raise InvalidValue(_broken()) from error
    _demand_size(picture)
    try:
        picture = _upright(picture)
    except _BROKEN as error:
        raise InvalidValue(_broken()) from error
    kept = sent
    if sent == FileType.PNG and not _is_drawing(picture):
        kept = FileType.JPEG
    picture.thumbnail((LONGEST_KEPT, LONGEST_KEPT))
    small = picture.copy()
    small.thumbnail((LONGEST_SHOWN, LONGEST_SHOWN))
    return kept, _written(picture, kept), _written(small, FileType.JPEG), *picture.size


def _broken() -> str:
    return _("ภาพเสียหรือส่งมาไม่ครบ ให้ลองเปิดดูในเครื่องก่อน แล้วส่งใหม่หรือถ่ายใหม่")


def _demand_size(picture) -> None:
    width, height = picture.size
    if not width or not height:
        raise InvalidValue(_broken())
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SENT:
        raise InvalidValue(
            _("ภาพละเอียดเกินไป (%(width)d × %(height)d จุด) ให้ย่อภาพหรือถ่ายใหม่ที่ไม่เกิน %(most)d ล้านจุด")
            % {"width": width, "height": height, "most": MOST_PIXELS // 1_000_000}
        )


def _upright(picture) -> Image.Image:
    """The picture as people see it, on white where it was transparent, in plain colours."""
    # A JPEG far larger than what is kept is decoded at a fraction: faster, and no less sharp.
    picture.draft("RGB", (LONGEST_KEPT, LONGEST_KEPT))
    picture.load()
    picture = ImageOps.exif_transpose(picture)
    if picture.has_transparency_data:
        on_white = Image.new("RGB", picture.size, "white")
        seen = picture.convert("RGBA")
        on_white.paste(seen, mask=seen)
        return on_white
    return picture.convert("RGB")


def _is_drawing(picture: Image.Image) -> bool:
    """Few colours and not to be made smaller: a scan or a drawing, which JPEG would blur."""
    is_small = max(picture.size) <= LONGEST_KEPT
    return is_small and picture.getcolors(_FEW_COLOURS) is not None


def _written(picture: Image.Image, kind: FileType) -> bytes:
    picture.info = {}  # some writers take comments and profiles from here
    out = BytesIO()
    if kind == FileType.PNG:
        picture.quantize(_FEW_COLOURS).save(out, "PNG", optimize=True)
    else:
        picture.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
