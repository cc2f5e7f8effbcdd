"""What an uploaded file really is, told by what it holds, and how it is kept.

Neither the name nor the type that a browser claims is looked at. Three kinds are taken: JPEG, PNG
and PDF. Plain Python: whoever calls decides where the bytes go.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from django.utils.translation import gettext as _

from registration.enums import FileType
from registration.errors import InvalidValue
from registration.files import papers, pictures

MOST_BYTES = 10 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_MAGIC = {
    b"\xff\xd8\xff": FileType.JPEG,
    b"\x89PNG\r\n\x1a\n": FileType.PNG,
    b"%PDF-": FileType.PDF,
}


@dataclass(frozen=True)
class Checked:
    """A file that may be stored: ``content`` is what is kept, for pictures written anew.

    ``thumbnail`` is a small JPEG of a picture and empty for a paper, which has no width nor height
    either.
    """

    file_type: FileType
    content: bytes
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check(file: BinaryIO, *, pictures_only: bool = False) -> Checked:
    """Read an uploaded file to its end. Raises ``InvalidValue`` with what is wrong and the
    remedy.
    """
    content = file.read(MOST_BYTES + 1)
    if not content:
        raise InvalidValue(_("ไฟล์ว่างเปล่า ให้เลือกไฟล์ใหม่"))
    if len(content) > MOST_BYTES:
        raise InvalidValue(
            _("ไฟล์ใหญ่เกิน %(most)d MB ให้ถ่ายใหม่หรือย่อให้เล็กลงก่อนส่ง") % {"most": MOST_BYTES // _MEGABYTE}
        )
    file_type = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)
    if file_type is None or (pictures_only and file_type == FileType.PDF):
        raise InvalidValue(_unknown(content, pictures_only))
    if file_type == FileType.PDF:
        papers.demand_harmless(content)
        return Checked(FileType.PDF, content)
    return Checked(*pictures.redraw(content, file_type))


def check_all(files: Iterable[BinaryIO], *, pictures_only: bool = False) -> list[Checked]:
    """All files or none. The first that may not be stored is told by its place in the row: its name
    is the sender's and may say whose it is.
    """
    files = list(files)
    checked = []
    for place, file in enumerate(files, start=1):
        try:
            checked.append(check(file, pictures_only=pictures_only))
        except InvalidValue as error:
            if len(files) == 1:
                raise
            sentence = _("ไฟล์ที่ %(n)d: %(problem)s") % {"n": place, "problem": error}
            raise InvalidValue(sentence) from error
    return checked


def _unknown(content: bytes, pictures_only: bool) -> str:
    if content[4:8] == b"ftyp":
        return _(
            "เปิดภาพหรือวิดีโอชนิดนี้ไม่ได้ ถ้าเป็นภาพ HEIC ให้ตั้งกล้องเป็น “เข้ากันได้มากที่สุด” "
            "หรือบันทึกเป็น JPEG แล้วส่งใหม่"
        )
    if pictures_only:
        return _("รับเฉพาะภาพ JPEG หรือ PNG ให้ถ่ายภาพหรือบันทึกเป็นภาพแล้วส่งใหม่")
    return _("รับเฉพาะภาพ JPEG, PNG หรือเอกสาร PDF ให้บันทึกเป็นชนิดใดชนิดหนึ่งแล้วส่งใหม่")
