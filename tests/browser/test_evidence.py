"""Pictures at the screen: made smaller on the way, shown before and after, refused with a word."""

from io import BytesIO

import pytest
from django.core.files.storage import storages
from PIL import Image

from registration import clock
from registration.models import RegisteredEvidence, StoredFile
from tests import evidence as given
from tests import factories
from tests.browser.desk import PHONE, answered, overflow, says, shoot
from tests.registration.files import bad

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LARGE = bad.photograph((3000, 2000))


@pytest.fixture
def row(plan, own_district):
    given.kind()
    clock.shift(factories.moment("2561-2", "ENTRY").date())
    return factories.RegistrationFactory(
        entered_by=own_district.officer, products__photo=False, name="ร้านผ้าทอ"
    )


def choose(box, *contents):
    files = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": content}
        for n, content in enumerate(contents)
    ]
    box.locator("input[type=file]").set_input_files(files)


def send(page, box):
    with page.expect_navigation():
        box.get_by_role("button", name="ส่งไฟล์").click()


def test_pictures_are_shrunk_shown_and_sent(page, row, own_district, carry_in):
    carry_in(own_district)
    page.goto(f"/registrations/{row.pk}/evidence/")
    box = page.locator("#product-photo-1")
    choose(box, LARGE, bad.jpeg())
    box.locator(".pictures--chosen img").nth(1).wait_for()
    sizes = box.locator("input[type=file]").evaluate("box => [...box.files].map(f => f.size)")
    assert sizes[0] < len(LARGE)
    assert sizes[1] == len(bad.jpeg())
    shoot(page, "evidence-chosen")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="กลับไปรายการลงทะเบียน").click()  # nothing is sent yet
    assert asked == ["beforeunload"]
    send(page, box)

    says(page, "เพิ่มหลักฐานแล้ว")
    assert box.locator(".pictures img").count() == 2
    widths = page.locator("#product-photo-1 img").evaluate_all(
        "all => all.map(i => i.naturalWidth)"
    )
    assert all(widths), "a thumbnail did not come"
    first = StoredFile.objects.order_by("pk").first()
    assert (first.width, first.height) == (1333, 2000)  # upright
    with storages["evidence"].open(first.path) as kept:
        assert not Image.open(BytesIO(kept.read())).getexif()
    shoot(page, "evidence-given")
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0


def test_a_refused_file_is_told_where_it_was_chosen(page, row, own_district, carry_in):
    carry_in(own_district)
    page.goto(f"/registrations/{row.pk}/evidence/")
    box = page.locator("#product-photo-1")
    choose(box, bad.EXE)
    with answered(page, 422):
        box.get_by_role("button", name="ส่งไฟล์").click()

    assert "รับเฉพาะภาพ" in box.inner_text()
    assert "รับเฉพาะภาพ" in page.locator(".error-summary").inner_text()
    assert not RegisteredEvidence.objects.exists()
