"""A ZIP that is unpacked part by part and never further than the limits."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.parsers import expat

from registration.sheets.child import limits
from registration.sheets.child.shapes import Refusal

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, LookupError
)  # fmt: skip


class Archive:
    """The parts of a ZIP by name. Reading too much of it raises ``Refusal``."""

    def __init__(self, content: bytes):
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _UNREADABLE as error:
            raise Refusal("broken") from error
        self._left = limits.MOST_INFLATED
        parts = [part for part in self._zip.infolist() if not part.is_dir()]
        if len(parts) > limits.MOST_PARTS:
            raise Refusal("bomb")
        self._parts = {part.filename: part for part in parts}
        if len(self._parts) < len(parts):  # readers would disagree which one counts
            raise Refusal("broken")
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise Refusal("password")

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of a part, until there are too many of them."""
        try:
            part = self._parts[name]
        except KeyError:
            raise Refusal("broken") from None
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refusal("broken")
        stated, size = part.file_size, 0
        # zipfile stops at the stated size, other readers go on to the end: so does this.
        part.file_size = limits.MOST_INFLATED + 1
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    self._count(len(chunk), size, part.compress_size)
                    yield chunk
        except _UNREADABLE as error:
            raise Refusal("broken") from error
        finally:
            part.file_size = stated
        if size != stated:
            raise Refusal("broken")

    def _count(self, more: int, size: int, packed: int) -> None:
        self._left -= more
        too_dense = size > limits.RATIO_FROM and size > packed * limits.MOST_RATIO
        if self._left < 0 or too_dense:
            raise Refusal("bomb")

    def text(self, name: str, most: int = 1024 * 1024) -> str:
        """A small part as text; raises ``Refusal`` when it is longer than ``most`` bytes."""
        found = bytearray()
        for chunk in self.chunks(name):
            found += chunk
            if len(found) > most:
                raise Refusal("bomb")
        return found.decode("utf-8", "replace")

    def parse(self, name: str, parser: expat.XMLParserType | None = None) -> None:
        """Send a part through ``parser``. Raises ``Refusal`` unless it is whole XML that declares
        nothing: half a table would pass for a short one.
        """
        parser = parser or expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refusal("broken") from error

    def walk(self, name: str, start: Callable[[str, dict], None]) -> None:
        """Call ``start`` with the local name and the attributes of every element of a part."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, attributes: start(local(tag), attributes)
        self.parse(name, parser)

    def drain(self, name: str) -> None:
        """Unpack a part only to know that it can be."""
        for _chunk in self.chunks(name):
            pass


def local(tag: str) -> str:
    """``x:row`` → ``row``: the prefix is the writer's choice."""
    return tag.rpartition(":")[2]


def _refuse_doctype(*_args) -> None:
    raise Refusal("doctype")
