"""The pages that say no: the right number, the right words, nothing more."""

from io import BytesIO

import pytest
from django.test import Client

from tests.otopreg.probes import REFUSAL

pytestmark = pytest.mark.urls("tests.otopreg.probes")


def test_a_refusal_is_409_and_explains_itself(client):
    response = client.get("/probe/refuse")

    assert response.status_code == 409
    for text in (REFUSAL.sentence, REFUSAL.window_text, REFUSAL.opens_again_text):
        assert text in response.text


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/calendar/2561/", "http://testserver/calendar/2561/"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_in_the_house(client, came_from, back):
    response = client.get("/probe/refuse", headers={"Referer": came_from})

    assert response.context["back_url"] == back


def test_forbidden_is_403_with_its_sentence(client):
    response = client.get("/probe/forbid")

    assert response.status_code == 403
    assert "เฉพาะเจ้าหน้าที่จังหวัด" in response.text


def test_words_meant_for_developers_stay_inside(client):
    response = client.get("/probe/deny")

    assert response.status_code == 403
    assert "internal words" not in response.text


def test_a_form_without_token_is_403():
    response = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})

    assert response.status_code == 403
    assert "403" in response.text


def test_missing_is_404(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "404" in response.text


def test_too_much_is_413(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    assert client.post("/probe/form", {"text": "x" * 50}).status_code == 413


def test_too_many_fields_is_413(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    assert client.post("/probe/form", {"a": 1, "b": 2, "c": 3}).status_code == 413


@pytest.mark.parametrize("heard_out", [True, False])
def test_a_request_with_too_large_files_is_413(client, settings, heard_out):
    """Heard to its end where that is bearable: else a browser shows no answer at all."""
    settings.UPLOAD_MAX_SIZE = 1000
    file = BytesIO(b"x" * (2000 if heard_out else 20_000))
    file.name = "picture.jpg"

    response = client.post("/probe/form", {"file": file})

    assert response.status_code == 413
    assert "ไม่เกิน 20 ไฟล์" in response.text
    assert "แบ่งส่งเป็นหลายครั้ง" in response.text
    assert bool(response.wsgi_request._stream.read(1)) is not heard_out


def test_files_within_the_limit_are_read(client):
    file = BytesIO(b"x" * 3_000_000)
    file.name = "picture.jpg"

    assert client.post("/probe/form", {"file": file}).status_code == 200


def test_a_failure_is_500_and_tells_no_detail(client):
    client.raise_request_exception = False

    response = client.get("/probe/fail")

    assert response.status_code == 500
    assert "ระบบขัดข้อง" in response.text
    assert "broken on purpose" not in response.text
