"""Workbooks as people, other programs and attackers make them, written part by part in memory."""

import struct
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def zipped(parts: dict[str, str | bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet(rows: str, after: str = "", before: str = "", head: str = _HEAD) -> str:
    """A worksheet with ``rows`` as they are."""
    return (
        f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def xlsx(*sheets: str, titles=(), parts=None, types="") -> bytes:
    """An XLSX of these worksheets and further ``parts``; ``types`` go into its list of types."""
    return zipped(xlsx_parts(*sheets, titles=titles, types=types) | (parts or {}))


def xlsx_parts(*sheets: str, titles=(), types="") -> dict[str, str]:
    titles = titles or [f"แผ่น{n}" for n in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{n}" r:id="rId{n}"/>'
        for n, title in enumerate(titles, start=1)
    )
    targets = [f"worksheets/s{n}.xml" for n, _title in enumerate(titles, start=1)]
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_TYPES}">{types}</Types>',
        "_rels/.rels": links_to("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": links_to("worksheet", *targets),
    } | {f"xl/worksheets/s{n}.xml": each for n, each in enumerate(sheets, start=1)}


def links_to(kind: str, *targets: str) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, target in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_LINKS}">{links}</Relationships>'


def simple(text: str = "ก") -> str:
    return sheet(f'<row r="1">{cell("A1", text)}</row>')


def ods(tables: str, parts=None) -> bytes:
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'{_HEAD}<office:document-content {names} xmlns:calcext="urn:org:calcext">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": f"{_HEAD}<manifest/>",
        }
        | (parts or {})
    )


def ods_table(rows: str, title="แผ่น1") -> str:
    return f'<table:table table:name="{title}">{rows}</table:table>'


def ods_cell(text: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {more}><text:p>{escape(text)}</text:p>'
        "</table:table-cell>"
    )


def ole(*streams: str) -> bytes:
    """A compound file with the names of these streams where its directory is."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return header.ljust(512, b"\0") + entries.ljust(512, b"\0")


def understated(content: bytes, name: str) -> bytes:
    """The same ZIP, whose directory says that part ``name`` is one byte long."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        size = archive.getinfo(name).file_size
    at = content.index(b"PK\1\2")
    while content[at + 46 : at + 46 + len(name)] != name.encode():
        at = content.index(b"PK\1\2", at + 4)
    assert struct.unpack_from("<I", content, at + 24) == (size,)
    return content[: at + 24] + struct.pack("<I", 1) + content[at + 28 :]


def encrypted(content: bytes) -> bytes:
    """The same ZIP, every part of which is marked as encrypted."""
    changed = bytearray(content)
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(mark)
        while at >= 0:
            changed[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(changed)
