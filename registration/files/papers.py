"""Papers: a PDF may hold pages and nothing that runs, opens or hides something.

It is looked through three times over, because readers of PDF disagree about what a file holds: the
bytes as they are, every object stream, and every object that the file lists. A page's content is
never decoded. Nothing here renders a PDF, and it leaves the program only as a download.
"""

import re
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from registration.errors import InvalidValue

MOST_PAGES = 50
_MOST_OBJECTS = 20_000
_MOST_UNPACKED = 50 * 1024 * 1024  # of all object streams together
_DEEPEST = 60  # of dictionaries in dictionaries
_SECONDS = 8
_UNREADABLE = (
    PyPdfError, OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    AssertionError, RecursionError, NotImplementedError, MemoryError, struct.error, zlib.error,
)  # fmt: skip

# Keys and types by what is wrong with them; a name may write any letter as #41.
_SCRIPT = {"/JavaScript", "/JS"}
_HIDDEN = {"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment"}
_FORM = {"/XFA"}
_LIVELY = {"/RichMedia", "/RichMediaContent", "/Movie", "/Sound", "/Screen", "/3D", "/Rendition"}
_ACTING = {"/Launch", "/SubmitForm", "/ImportData", "/GoToE"}
_ALL = _SCRIPT | _HIDDEN | _FORM | _LIVELY | _ACTING
# Long enough not to turn up by chance in packed bytes.
_RAW = (b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"EmbeddedFile", b"RichMedia")
_RAW_NAMES = re.compile(b"/(?:" + b"|".join(_RAW) + b")")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = re.compile(rb"%%EOF\s*\0*\s*\Z")


def demand_harmless(content: bytes) -> None:
    """Raises ``InvalidValue`` unless ``content`` is a PDF of at most 50 pages without password,
    script, action, attached file, form program or media.
    """
    if not _END.search(content[-1024:]) or zipfile.is_zipfile(BytesIO(content)):
        raise InvalidValue(_("ไฟล์ PDF เสีย หรือมีข้อมูลอื่นต่อท้าย ให้สั่งพิมพ์เป็น PDF ใหม่ หรือถ่ายภาพเอกสารแทน"))
    _look_at_bytes(content)
    try:
        _read_through(content)
    except InvalidValue:
        raise
    except _UNREADABLE as error:
        raise InvalidValue(_unreadable()) from error


def _unreadable() -> str:
    return _("เปิดไฟล์ PDF นี้ไม่ได้ ให้สั่งพิมพ์เป็น PDF ใหม่ หรือถ่ายภาพเอกสารแทน")


def _look_at_bytes(data: bytes) -> None:
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    if found := _RAW_NAMES.search(plain):
        raise InvalidValue(_sentence(found[0].decode()))


def _read_through(content: bytes) -> None:
    until = time.monotonic() + _SECONDS
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise InvalidValue(_("ไฟล์ PDF ใส่รหัสผ่านหรือจำกัดสิทธิ์ไว้ ให้ปลดรหัสผ่านก่อน หรือถ่ายภาพเอกสารแทน"))
    _look_at(reader.trailer)
    unpacked = 0
    for found in _objects(reader, until):
        _look_at(found)
        if isinstance(found, StreamObject) and found.get("/Type") == "/ObjStm":
            data = found.get_data()
            unpacked += len(data)
            if unpacked > _MOST_UNPACKED:
                raise InvalidValue(_unreadable())
            _look_at_bytes(data)
    pages = len(reader.pages)
    if not pages:
        raise InvalidValue(_unreadable())
    if pages > MOST_PAGES:
        raise InvalidValue(
            _("ไฟล์ PDF มี %(n)d หน้า รับไม่เกิน %(most)d หน้า ให้ส่งเฉพาะหน้าที่เป็นหลักฐาน")
            % {"n": pages, "most": MOST_PAGES}
        )
    _look_at_opening(reader)


def _objects(reader: PdfReader, until: float) -> Iterator:
    """Every object that the file lists, also those that nothing leads to."""
    listed = {(number, generation) for generation, each in reader.xref.items() for number in each}
    listed |= {(number, 0) for number in reader.xref_objStm}
    if len(listed) > _MOST_OBJECTS:
        raise InvalidValue(_unreadable())
    for number, generation in sorted(listed):
        if time.monotonic() > until:
            raise InvalidValue(_unreadable())
        found = reader.get_object(IndirectObject(number, generation, reader))
        if found is not None:
            yield found


def _look_at(found, depth: int = 0) -> None:
    """Refuse a forbidden name anywhere in one object; what it points to comes on its own."""
    if depth > _DEEPEST:
        raise InvalidValue(_unreadable())
    if isinstance(found, NameObject) and found in _ALL:
        raise InvalidValue(_sentence(found))
    if isinstance(found, ArrayObject):
        for each in list.__iter__(found):
            _look_at(each, depth + 1)
    if isinstance(found, DictionaryObject):
        for key, value in dict.items(found):
            _look_at(key, depth + 1)
            _look_at(value, depth + 1)


def _look_at_opening(reader: PdfReader) -> None:
    """What happens on opening may be to turn to a page, and nothing else."""
    root = reader.trailer["/Root"].get_object()
    opening = root.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    if isinstance(opening, DictionaryObject) and opening.get("/S") != "/GoTo":
        raise InvalidValue(_sentence("/OpenAction"))
    if "/AA" in root:
        raise InvalidValue(_sentence("/AA"))


def _sentence(name: str) -> str:
    remedy = _("ให้สั่งพิมพ์เป็น PDF ใหม่ หรือถ่ายภาพเอกสารแทน")
    if name in _HIDDEN:
        return _("ไฟล์ PDF นี้มีไฟล์อื่นซ่อนอยู่ข้างใน %(remedy)s") % {"remedy": remedy}
    if name in _FORM:
        return _("ไฟล์ PDF นี้เป็นแบบฟอร์มที่มีโปรแกรม (XFA) %(remedy)s") % {"remedy": remedy}
    if name in _LIVELY:
        return _("ไฟล์ PDF นี้มีสื่อเคลื่อนไหวหรือเสียง %(remedy)s") % {"remedy": remedy}
    if name in _SCRIPT:
        return _("ไฟล์ PDF นี้มีสคริปต์ %(remedy)s") % {"remedy": remedy}
    return _("ไฟล์ PDF นี้มีคำสั่งที่ทำงานเอง %(remedy)s") % {"remedy": remedy}
