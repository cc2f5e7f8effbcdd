"""An officer fills the form section by section with the keyboard; the page follows the choices."""

from datetime import date

import pytest
from django.core.management import call_command

from registration import clock, models
from tests import factories
from tests.browser.desk import answered, fill, overflow, press, says, shoot
from tests.browser.test_quarter import GROUP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def draft(plan, own_district):
    call_command("load_lookups", verbosity=0)
    clock.shift(date(2018, 3, 12))
    models.District.objects.filter(pk="3104").update(latitude=14.63, longitude=102.79)
    models.Subdistrict.objects.filter(pk="310403").update(postcode="31120")
    return factories.RegistrationFactory(
        group=True, entered_by=own_district.officer, person_title="", declared=False,
        legal_form=models.LegalForm.objects.get(code="occupation"), products=0,
    )  # fmt: skip


def shown(page, name):
    return page.locator(f'main [name="{name}"]').first.is_visible()


def next_section(page, field, title):
    """Enter in a field saves and goes on."""
    with page.expect_navigation():
        page.locator(f'main [name="{field}"]').press("Enter")
    page.get_by_role("heading", name=title, level=1).wait_for()


def test_section_by_section(page, draft, own_district, carry_in):
    carry_in(own_district)
    page.goto(f"/registrations/{draft.pk}/")
    tasks = page.locator("#tasks li")
    assert tasks.nth(1).inner_text().split("\n")[-1].startswith("ยังไม่ครบ")
    assert "ไม่บังคับ" in tasks.nth(7).inner_text()
    shoot(page, "70-task-list")
    tasks.nth(0).get_by_role("link").click()
    next_section(page, "name", "ประธานกลุ่ม เจ้าของ หรือผู้มีอำนาจ")
    fill(page, person_title="นาง", birth_date="๒๕๑๐")
    next_section(page, "birth_date", "เลขทะเบียนและปีที่เริ่ม")
    next_section(page, "founded_year", "สมาชิกและแรงงาน")
    fill(page, member_names="นาง ก\n\nนาย ข", labour_community="1,200")
    assert page.locator(".field__count").inner_text() == "พิมพ์แล้ว 2 ชื่อ"
    shoot(page, "71-section")
    next_section(page, "labour_community", "สถานที่ผลิต")
    follow_postcode(page)
    fill(page, latitude="14.6318, 102.7925")
    next_section(page, "latitude", "การติดต่อ")
    assert not shown(page, "contact_road")
    fill(page, contact_differs=True, contact_road="สุขุมวิท")
    next_section(page, "contact_road", "ความเชื่อมโยงกับชุมชน")
    press(page, "บันทึกและไปส่วนถัดไป")
    assert not shown(page, "export_countries")
    page.get_by_label("ส่งออก (ระบุประเทศ)").check()
    fill(page, export_countries="ญี่ปุ่น", working_capital="๒๐,๐๐๐")
    shoot(page, "72-section-business")
    next_section(page, "export_countries", "ผู้แจ้งและคำรับรอง")
    fill(page, declared=True)
    with page.expect_navigation():
        page.locator('main [name="declared"]').press("Enter")
    assert page.url.endswith("/products/new/")

    draft.refresh_from_db()
    assert (draft.birth_date, draft.member_names) == ("1967", "นาง ก\nนาย ข")
    assert (draft.labour_community, draft.site_postcode) == (1200, "31120")
    assert (f"{draft.longitude}", draft.contact_road) == ("102.792500", "สุขุมวิท")
    assert (draft.channels, draft.working_capital) == (["export"], 20_000)


def follow_postcode(page):
    """It follows the subdistrict until somebody types another one."""
    postcode = page.locator('[name="site_postcode"]')
    choice = page.locator('[name="site_subdistrict"]')
    choice.select_option(value="310403")
    assert postcode.input_value() == "31120"
    postcode.fill("31999")
    choice.select_option(value="310401")
    assert postcode.input_value() == "31999"
    postcode.fill("")
    choice.select_option(value="310403")
    assert postcode.input_value() == "31120"


def test_the_whole_form_folds_what_few_fill(page, plan, own_district, carry_in):
    call_command("load_lookups", verbosity=0)
    clock.shift(date(2018, 3, 12))
    carry_in(own_district)
    page.goto("/filings/3104/2561-2/new/?type=GROUP")
    assert not shown(page, "line_id")
    assert shown(page, "commerce_no")
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0
    page.locator("#contact .folded summary").click()
    fill(page, line_id="@silk", fax="12")
    fill(page, **GROUP)
    with answered(page, 422):
        press(page, "บันทึกและเพิ่มผลิตภัณฑ์")
    assert shown(page, "fax"), "what is wrong stands unfolded"
    fill(page, fax="")
    press(page, "บันทึกและเพิ่มผลิตภัณฑ์")
    assert page.url.endswith("/products/new/")
    assert models.Registration.objects.get().line_id == "@silk"


def test_a_reason_at_the_screen(page, draft, own_district, carry_in):
    factories.RegisteredProductFactory(registration=draft)
    models.Registration.objects.update(
        person_title="นาง", declared=True, birth_date="2000", member_names="นาง ก"
    )
    models.EvidenceKind.objects.update(demand="OPTIONAL")
    carry_in(own_district)
    page.goto(f"/registrations/{draft.pk}/")
    shoot(page, "73-reasons")
    with answered(page, 422):
        press(page, "ยื่นแบบ")
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.name").startswith("reason-")
    for code in ("underage", "members_differ"):
        fill(page, **{f"reason-{code}": "ตรวจแล้วถูกต้อง"})
    shoot(page, "74-reasons-answered")
    press(page, "ยื่นแบบ")
    says(page, "ยื่นแล้ว เมื่อครบทุกรายการ")
