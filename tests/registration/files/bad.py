"""Files as people and attackers send them, made in memory."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

EXIF_ORIENTATION, EXIF_GPS, EXIF_MAKE = 0x0112, 0x8825, 0x010F


def jpeg(size=(64, 48), colour="red", **options) -> bytes:
    return _saved(Image.new("RGB", size, colour), "JPEG", **options)


def png(size=(64, 48), colour="blue", mode="RGB", **options) -> bytes:
    return _saved(Image.new(mode, size, colour), "PNG", **options)


def noise(size=(64, 48), kind="PNG") -> bytes:
    """A picture of very many colours, the same every time."""
    red = Image.linear_gradient("L").resize(size)
    blue = red.transpose(Image.Transpose.ROTATE_90).resize(size)
    return _saved(Image.merge("RGB", (red, blue, Image.radial_gradient("L").resize(size))), kind)


def photograph(size=(64, 48), orientation=6) -> bytes:
    """A JPEG with the place, the camera and a comment; its left half is red, its right blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    exif[EXIF_MAKE] = "SecretCamera"
    exif.get_ifd(EXIF_GPS).update({1: "N", 2: (14.0, 37.0, 5.0), 3: "E", 4: (102.0, 47.0, 9.0)})
    return _saved(picture, "JPEG", exif=exif, comment=b"SecretComment")


def _saved(picture, kind, **options) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def huge_png(width=10_000, height=10_000) -> bytes:
    """A true PNG of one colour: some kilobytes that unpack to a hundred million pixels."""
    row = zlib.compress((b"\0" + b"\0" * (width // 8)) * height, 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", row), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(pair) -> bytes:
    name, data = pair
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def gif() -> bytes:
    return _saved(Image.new("P", (8, 8)), "GIF")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00" + b"\0" * 200


def pdf(pages=1, change=None) -> bytes:
    """A PDF of blank pages; ``change`` works on its ``PdfWriter``."""
    writer = PdfWriter()
    for _n in range(pages):
        writer.add_blank_page(200, 200)
    if change:
        change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def scripted(writer):
    _action(writer, {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")})


def launching(writer):
    _action(writer, {"/S": NameObject("/Launch"), "/F": TextStringObject("cmd.exe")})


def visiting(writer):
    _action(writer, {"/S": NameObject("/URI"), "/URI": TextStringObject("http://x.invalid")})


def turning(writer):
    """Harmless: opens at the first page."""
    page = writer.pages[0].indirect_reference
    fit = ArrayObject([page, NameObject("/Fit")])
    writer.root_object[NameObject("/OpenAction")] = fit


def attached(writer):
    writer.add_attachment("x.xml", b"<x/>")


def xfa(writer):
    form = DictionaryObject({NameObject("/XFA"): ArrayObject()})
    writer.root_object[NameObject("/AcroForm")] = form


def media(writer):
    note = DictionaryObject(
        {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/3D")}
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])


def locked(writer):
    writer.encrypt("secret", algorithm="RC4-128")


def unpaged(writer):
    pages = writer.root_object["/Pages"]
    pages[NameObject("/Kids")] = ArrayObject()
    pages[NameObject("/Count")] = NumberObject(0)


def _action(writer, values):
    action = DictionaryObject({NameObject(key): value for key, value in values.items()})
    writer.root_object[NameObject("/OpenAction")] = action


def pack(script: bytes) -> bytes:
    """A PDF 1.5 whose catalogue and ``script`` lie in an object stream, packed."""
    inner = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        4: script,
    }
    head, body = [], b""
    for number, text in inner.items():
        head.append(f"{number} {len(body)}")
        body += text + b"\n"
    first = " ".join(head).encode() + b"\n"
    stream = zlib.compress(first + body)
    out = b"%PDF-1.5\n"
    at_stream = len(out)
    out += b"5 0 obj\n<< /Type /ObjStm /N 4 /First %d /Length %d /Filter /FlateDecode >>\n" % (
        len(first), len(stream),
    )  # fmt: skip
    out += b"stream\n" + stream + b"\nendstream\nendobj\n"
    at_table = len(out)
    rows = [(0, 0, 65535)] + [(2, 5, n) for n in range(4)] + [(1, at_stream, 0), (1, at_table, 0)]
    table = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
    out += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d" % len(table)
    out += b" /Filter /FlateDecode >>\nstream\n" + table + b"\nendstream\nendobj\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % at_table


def with_zip(content: bytes) -> bytes:
    """A polyglot: reads as ``content`` from the front and as an archive from the back."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("evil.exe", EXE)
    return content + out.getvalue()
