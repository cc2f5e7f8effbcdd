"""The letter itself: attached once, marked while missing, saved by everybody signed in."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from registration.models import StoredFile, WindowOrder
from registration.services import files
from tests.registration.files import bad
from tests.registration.stored import contents
from tests.registration.views.test_orders import FIRST, HEAD, NEW

pytestmark = pytest.mark.django_db


def upload(content=None, name="หนังสือลับของนายสมชาย.pdf"):
    return SimpleUploadedFile(name, bad.pdf() if content is None else content)


@pytest.fixture
def letter(plan):
    return {name: reverse(f"order-{name}", args=(plan.pk,)) for name in ("scan", "attach")}


def test_it_comes_with_the_order(department, plan):
    found = department.client.post(NEW, {**HEAD, **FIRST, "check": "1"}).context["findings"]
    data = {**HEAD, **FIRST, "acknowledged": found.mark, "scan": upload()}
    assert department.client.post(NEW, data).status_code == 302
    order = WindowOrder.objects.get(number=HEAD["number"])
    assert order.scan.file_type == "PDF"
    assert order.scan.district is None


def test_an_order_without_it_is_marked_and_takes_it_later(department, own_district, plan, letter):
    page = reverse("order", args=(plan.pk,))
    assert "ยังไม่มีสำเนา" in own_district.client.get("/orders/").text
    assert "ยังไม่มีสำเนา" in own_district.client.get(page).text
    assert letter["attach"] not in own_district.client.get(page).text
    assert own_district.client.get(letter["scan"]).status_code == 404

    response = department.client.post(letter["attach"], {"scan": upload()})

    assert response.headers["Location"] == page
    assert "ยังไม่มีสำเนา" not in own_district.client.get("/orders/").text
    assert letter["attach"] not in department.client.get(page).text
    before = contents()
    again = department.client.post(letter["attach"], {"scan": upload(bad.pdf(2))})
    assert again.status_code == 409  # never exchanged
    assert contents() == before


@pytest.mark.parametrize("who", ["own_district", "other_province", "department", "reader"])
def test_everybody_saves_it_and_no_browser_draws_it(who, request, department, letter):
    department.client.post(letter["attach"], {"scan": upload()})
    response = request.getfixturevalue(who).client.get(letter["scan"])
    assert response.status_code == 200
    assert response.content == bad.pdf()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "สมชาย" not in response.headers["Content-Disposition"]
    assert ".pdf" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"<html>", bad.gif()])
def test_what_is_no_letter_is_refused(department, letter, content):
    before = contents()
    response = department.client.post(letter["attach"], {"scan": upload(content)})
    assert response.status_code == 422
    assert contents() == before


def test_what_runs_in_a_letter_is_refused(department, letter):
    response = department.client.post(
        letter["attach"], {"scan": upload(bad.pdf(change=bad.scripted))}
    )
    assert response.status_code == 422
    assert not StoredFile.objects.filter(file_type="PDF").exists()


def test_the_sweep_leaves_letters_alone(department, letter, plan):
    department.client.post(letter["attach"], {"scan": upload()})
    plan.refresh_from_db()
    files.forget([plan.scan_id])
    files.sweep()
    assert storages["evidence"].exists(plan.scan.path)
    assert StoredFile.objects.filter(pk=plan.scan_id).exists()


def test_a_file_that_comes_back_with_warnings_is_asked_for_again(department, plan):
    response = department.client.post(NEW, {**HEAD, **FIRST, "scan": upload()})
    assert response.status_code == 422
    assert "เลือกไฟล์สำเนาหนังสืออีกครั้ง" in response.text
    assert not StoredFile.objects.exists()


def test_its_key_opens_no_other_door(department, own_district, letter, plan):
    department.client.post(letter["attach"], {"scan": upload()})
    plan.refresh_from_db()
    address = reverse("evidence-file", args=(plan.scan.key,))
    assert own_district.client.get(address).status_code == 404
    assert department.client.post(address).status_code == 404
