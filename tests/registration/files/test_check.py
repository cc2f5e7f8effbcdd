"""Files are known by what they hold; pictures are written anew, papers hold nothing that runs."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from registration import files
from registration.enums import FileType
from registration.errors import InvalidValue
from registration.files import papers, pictures
from tests.registration.files import bad


def check(content: bytes, **options):
    return files.check(BytesIO(content), **options)


def refusal(content: bytes, **options) -> str:
    with pytest.raises(InvalidValue) as caught:
        check(content, **options)
    return str(caught.value)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (bad.jpeg(), FileType.JPEG),
        (bad.jpeg(progressive=True), FileType.JPEG),
        (bad.png(), FileType.PNG),  # one colour: a drawing
        (bad.noise(), FileType.JPEG),  # many colours: a photograph
        (bad.png((2500, 10)), FileType.JPEG),  # made smaller, so no longer of few colours
    ],
)
def test_a_picture_is_kept_with_a_thumbnail(content, kind):
    found = check(content)

    assert found.file_type == kind
    assert opened(found.content).format == kind
    assert opened(found.content).size == (found.width, found.height)
    assert opened(found.thumbnail).format == "JPEG"
    assert max(opened(found.thumbnail).size) <= pictures.LONGEST_SHOWN
    assert len(found.sha256) == 64


def test_the_longest_side_is_two_thousand_pixels():
    found = check(bad.jpeg((3000, 1500)))

    assert (found.width, found.height) == (2000, 1000)
    assert opened(found.content).size == (2000, 1000)


def test_a_photograph_stands_upright_and_tells_no_place():
    sent = bad.photograph((64, 48), orientation=6)
    assert b"SecretCamera" in sent

    found = check(sent)

    picture = opened(found.content)
    assert picture.size == (48, 64)
    red, _green, blue = picture.getpixel((24, 4))
    assert red > 200 > 60 > blue  # what was left is on top now
    for content in (found.content, found.thumbnail):
        assert not opened(content).getexif()
        for word in (b"Secret", b"Exif", b"GPS"):
            assert word not in content


def test_metadata_of_a_png_is_gone():
    notes = PngInfo()
    notes.add_text("Author", "SecretName")
    notes.add_itxt("Place", "SecretPlace", zip=True)

    found = check(bad.png(pnginfo=notes, icc_profile=b"SecretProfile" * 20))

    assert found.file_type == FileType.PNG
    assert b"Secret" not in found.content
    assert opened(found.content).info == {}


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_every_kind_of_png_becomes_plain_colours(mode):
    found = check(bad.png(mode=mode, colour=0))

    assert opened(found.content).convert("RGB").getpixel((0, 0)) is not None


def test_what_is_transparent_becomes_white():
    found = check(bad.png(mode="RGBA", colour=(0, 0, 0, 0)))

    assert opened(found.content).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_printers_jpeg_becomes_plain_colours():
    out = BytesIO()
    Image.new("CMYK", (20, 20)).save(out, "JPEG")

    assert opened(check(out.getvalue()).content).mode == "RGB"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "ว่างเปล่า"),
        (bad.EXE, "รับเฉพาะ"),
        (bad.SVG, "รับเฉพาะ"),
        (bad.gif(), "รับเฉพาะ"),
        (b"PK\x03\x04" + b"\0" * 50, "รับเฉพาะ"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
        (bad.jpeg() + b"\0" * files.MOST_BYTES, "10 MB"),
        (bad.jpeg()[:-40], "เสีย"),
        (bad.jpeg()[:30], "เสีย"),
        (bad.png()[:-30], "เสีย"),
        (bad.png()[:20], "เสีย"),
        (b"\xff\xd8\xff" + b"\0" * 100, "เสีย"),
        (b"\x89PNG\r\n\x1a\n" + bad.SVG, "เสีย"),
        (bad.png().replace(b"IDAT", b"IDAX"), "เสีย"),
    ],
)
def test_what_is_no_picture_is_refused(content, word):
    assert word in refusal(content)


def test_a_bomb_is_refused_before_it_is_unpacked():
    content = bad.huge_png()
    assert len(content) < 100_000

    assert "10000 × 10000" in refusal(content)


@pytest.mark.parametrize("size", [(12_001, 10), (10, 12_001), (8000, 5001)])
def test_the_limits_of_a_picture(size):
    assert "ละเอียดเกินไป" in refusal(bad.huge_png(*size))


def test_the_largest_picture_is_taken():
    assert check(bad.huge_png(12_000, 3_332)).width == 2000


def test_nothing_of_a_polyglot_picture_stays():
    found = check(bad.with_zip(bad.jpeg()))

    assert b"evil" not in found.content


def test_a_paper_is_kept_as_it_is():
    content = bad.pdf(2, bad.turning)

    found = check(content)

    assert (found.file_type, found.content) == (FileType.PDF, content)
    assert (found.width, found.height, found.thumbnail) == (None, None, b"")


def test_a_paper_is_no_picture():
    assert "JPEG" in refusal(bad.pdf(), pictures_only=True)


SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (bad.pdf(change=bad.scripted), "สคริปต์"),
        (bad.pack(SCRIPT), "สคริปต์"),
        (bad.pack(b"<< /S /J#61vaScript /J#53 (x) >>"), "สคริปต์"),
        (bad.pack(b"<< /S /Launch /F (cmd.exe) >>"), "คำสั่ง"),
        (bad.pack(b"<< /S /URI /URI (http://x.invalid) >>"), "คำสั่ง"),
        (bad.pdf(change=bad.launching), "คำสั่ง"),
        (bad.pdf(change=bad.visiting), "คำสั่ง"),
        (bad.pdf(change=bad.attached), "ซ่อน"),
        (bad.pdf(change=bad.xfa), "XFA"),
        (bad.pdf(change=bad.media), "สื่อ"),
        (bad.pdf(change=bad.locked), "รหัสผ่าน"),
        (bad.pdf(papers.MOST_PAGES + 1), "50 หน้า"),
        (bad.pdf(change=bad.unpaged), "เปิดไฟล์"),
        (bad.with_zip(bad.pdf()), "ต่อท้าย"),
        (bad.pdf() + b"<html><script>", "ต่อท้าย"),
        (bad.pdf()[:-20], "เสีย"),
        (b"%PDF-1.7\n%%EOF", "เปิดไฟล์"),
        (b"%PDF-1.7\n" + b"1 0 obj [" * 5000 + b"\n%%EOF", "เปิดไฟล์"),
    ],
)
def test_what_a_paper_may_not_hold(content, word):
    found = refusal(content)

    assert word in found
    assert "ถ่ายภาพเอกสารแทน" in found or "เฉพาะหน้า" in found


def test_a_script_in_a_part_that_nothing_leads_to_is_found():
    before = bad.pack(b"<< /S /GoTo /D [3 0 R /Fit] >>")
    check(before)

    hidden = before.replace(b"5 0 obj", b"9 0 obj " + SCRIPT + b" endobj\n5 0 obj")
    assert "สคริปต์" in refusal(hidden)


def test_of_many_files_the_bad_one_is_told_by_its_place():
    good, broken = bad.jpeg(), bad.EXE

    with pytest.raises(InvalidValue) as caught:
        files.check_all([BytesIO(good), BytesIO(broken)])

    assert str(caught.value).startswith("ไฟล์ที่ 2:")
    assert len(files.check_all([BytesIO(good), BytesIO(good)])) == 2
