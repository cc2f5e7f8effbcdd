"""The admin under the strict Content-Security-Policy: the console stays clean, forms work."""

import pytest
from django.urls import reverse

from registration.models import Holiday, Registration
from tests import factories

pytestmark = pytest.mark.browser
HOLIDAY = "วันที่,ชื่อวันหยุด,ประเภท,ประกาศเมื่อ,ที่มา\n13/04/2561,วันสงกรานต์,วันหยุดราชการประจำปี,,\n"


def sign_in(page, officer):
    page.goto("/sign-in/")
    page.fill("input[name=username]", officer.username)
    page.fill("input[name=password]", factories.PASSWORD)
    page.click("main button[type=submit]")


@pytest.fixture
def no_clock_moves(at, plan):
    at(factories.at(2018, 3, 12))


def test_a_file_comes_in(page, no_clock_moves, department, tmp_path):
    file = tmp_path / "holidays.csv"
    file.write_text(HOLIDAY, encoding="utf-8-sig")
    sign_in(page, department.officer)
    page.goto(reverse("admin:registration_holiday_import"))
    page.set_input_files("input[type=file]", str(file))
    page.click("input[type=submit]")
    assert page.inner_text(".import-preview tbody th").strip() == "เพิ่ม"
    page.click("input[name=confirm]")
    assert "เพิ่ม 1" in page.inner_text(".messagelist")
    assert Holiday.objects.get().name == "วันสงกรานต์"


def test_a_registration_is_corrected(page, no_clock_moves, own_district):
    row = factories.RegistrationFactory(entered_by=own_district.officer)
    sign_in(page, own_district.officer)
    page.goto(reverse("admin:registration_registration_change", args=(row.pk,)))
    page.fill("input[name=name]", "ชื่อที่แก้")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")
    assert Registration.objects.get().name == "ชื่อที่แก้"
