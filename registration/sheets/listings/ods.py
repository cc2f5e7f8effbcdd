"""A list as an OpenDocument spreadsheet (ODF 1.2), which LibreOffice opens and saves.

Written by hand: the one library for it, odfpy, holds every cell as an object (189 MB and five times
the workbook's time for 5,000 rows of 17 columns).
"""

import re
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl.utils import get_column_letter

from registration import calendar
from registration.sheets.cells import legal
from registration.sheets.listings.shapes import Cell, Listing
from registration.sheets.styles import AUTHOR

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_CENTIMETRES = 0.22  # of one character
_SPACES = re.compile("^ | {2,}")  # what a reader would drop
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{_URN}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("config", "config"), ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
_FILTERED = "__Anonymous_Sheet_DB__0"  # the name by which LibreOffice knows a sheet's own filter
_HEAD_STYLE = (
    '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties '
    'fo:wrap-option="wrap" style:vertical-align="top"/><style:text-properties '
    'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>'
    "</style:style>"
)


def written(listing: Listing) -> BinaryIO:
    """The spreadsheet as an open file without a name, from its beginning."""
    file = TemporaryFile()  # noqa: SIM115 - closed by whoever sends it
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, ZIP_STORED)  # first and plain: the format asks it
        archive.writestr("META-INF/manifest.xml", _manifest())
        archive.writestr("meta.xml", _meta(listing))
        archive.writestr("settings.xml", _settings(listing))
        with archive.open("content.xml", "w", force_zip64=True) as content:
            for part in _content(listing):
                content.write(part.encode())
    file.seek(0)
    return file


def _around(kind: str) -> tuple[str, str]:
    """What stands before and after the inside of a document of a kind."""
    root = f"office:document-{kind}"
    begin = f'<?xml version="1.0" encoding="UTF-8"?><{root} {_NAMESPACES} office:version="1.2">'
    return begin, f"</{root}>"


def _content(listing: Listing) -> Iterator[str]:
    before, after = _around("content")
    name, heads = quoteattr(listing.sheet), listing.heads
    widths = "".join(
        f'<style:style style:name="w{place}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{head.width * _CENTIMETRES:.2f}cm"/>'
        "</style:style>"
        for place, head in enumerate(heads)
    )
    columns = "".join(
        f'<table:table-column table:style-name="w{place}"/>' for place in range(len(heads))
    )
    labels = "".join(
        f'<table:table-cell table:style-name="head" office:value-type="string">{_lines(head.label)}'
        "</table:table-cell>"
        for head in heads
    )
    yield (
        f"{before}<office:automatic-styles>{widths}{_HEAD_STYLE}</office:automatic-styles>"
        f"<office:body><office:spreadsheet><table:table table:name={name}>{columns}"
        f"<table:table-row>{labels}</table:table-row>"
    )
    last = 1
    for row in listing.rows:
        last += 1
        yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
    corner = f"{get_column_letter(len(heads))}{last}"
    area = quoteattr(f"'{listing.sheet}'.A1:'{listing.sheet}'.{corner}")
    yield (
        f'</table:table><table:database-ranges><table:database-range table:name="{_FILTERED}" '
        f'table:target-range-address={area} table:display-filter-buttons="true"/>'
        f"</table:database-ranges></office:spreadsheet></office:body>{after}"
    )


def _cell(value: Cell) -> str:
    """Numbers stay numbers; a text is one, whatever it begins with."""
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string">{_lines(value)}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def _lines(text: str) -> str:
    lines = legal(text).replace("\r", "").split("\n")
    return "".join(f"<text:p>{_SPACES.sub(_kept, escape(line))}</text:p>" for line in lines)


def _kept(spaces: re.Match) -> str:
    return f'<text:s text:c="{len(spaces[0])}"/>'


def _meta(listing: Listing) -> str:
    before, after = _around("meta")
    made = listing.made_at.astimezone(calendar.BANGKOK).strftime("%Y-%m-%dT%H:%M:%S")
    return (
        f"{before}<office:meta><dc:title>{escape(listing.title)}</dc:title><dc:creator>{AUTHOR}"
        f"</dc:creator><dc:language>th-TH</dc:language><dc:date>{made}</dc:date></office:meta>"
        f"{after}"
    )


def _settings(listing: Listing) -> str:
    """The head stays in sight: the view is split below the first row."""
    before, after = _around("settings")
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}'
        "</config:config-item>"
        for name, kind, value in (
            ("VerticalSplitMode", "short", 2), ("VerticalSplitPosition", "int", 1),
            ("ActiveSplitRange", "short", 2), ("PositionBottom", "int", 1),
        )
    )  # fmt: skip
    entry = "config:config-item-map-entry"
    return (
        f'{before}<office:settings><config:config-item-set config:name="ooo:view-settings">'
        f'<config:config-item-map-indexed config:name="Views"><{entry}>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        '<config:config-item-map-named config:name="Tables">'
        f"<{entry} config:name={quoteattr(listing.sheet)}>{items}</{entry}>"
        f"</config:config-item-map-named></{entry}></config:config-item-map-indexed>"
        f"</config:config-item-set></office:settings>{after}"
    )


def _manifest() -> str:
    parts = [("/", MIMETYPE), *((f"{n}.xml", "text/xml") for n in ("content", "meta", "settings"))]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in parts
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        f'xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.2">{entries}'
        "</manifest:manifest>"
    )
