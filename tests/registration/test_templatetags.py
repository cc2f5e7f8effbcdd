"""What templates may say about dates, numbers, quarters and places."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine

from registration.calendar import QuarterCode

ENGINE = Engine(libraries={"otop": "registration.templatetags.otop"})


def render(source, **values):
    return ENGINE.from_string("{% load otop %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ v|thai_date }}", date(2018, 2, 17), "17 ก.พ. 2561"),
        ("{{ v|thai_date:'long' }}", date(2018, 2, 17), "17 กุมภาพันธ์ 2561"),
        ("{{ v|thai_date:'numeric' }}", date(2018, 2, 17), "17/02/2561"),
        ("{{ v|thai_date:'long'|thai_digits }}", date(2018, 2, 17), "๑๗ กุมภาพันธ์ ๒๕๖๑"),
        ("{{ v|thai_date }}", datetime(2018, 2, 16, 17, tzinfo=UTC), "17 ก.พ. 2561"),
        (
            "{{ v|thai_datetime }}",
            datetime(2018, 2, 16, 17, 5, tzinfo=UTC),
            "17 ก.พ. 2561 00:05 น.",
        ),
        ("{{ v|thai_digits }}", 2561, "๒๕๖๑"),
        ("{{ v|thai_digits }}", 0, "๐"),
        ("{{ v|number }}", 0, "0"),
        ("{{ v|number }}", 999, "999"),
        ("{{ v|number }}", 1234567, "1,234,567"),
        ("{{ v|number }}", Decimal("1234.50"), "1,234.50"),
        ("{{ v|quarter }}", "2561-2", "ไตรมาส 2 ปีงบประมาณ พ.ศ. 2561"),
        ("{{ v|quarter }}", QuarterCode(2562, 4), "ไตรมาส 4 ปีงบประมาณ พ.ศ. 2562"),
    ],
)
def test_filters(source, value, text):
    assert render(source, v=value) == text


@pytest.mark.parametrize("name", ["thai_date", "thai_datetime", "thai_digits", "number", "quarter"])
@pytest.mark.parametrize("empty", [None, ""])
def test_empty_stays_empty(name, empty):
    assert render("{{ v|" + name + " }}", v=empty) == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("10", "เขต แขวง"),
        ("1001", "เขต แขวง"),
        ("31", "อำเภอ ตำบล"),
        ("310401", "อำเภอ ตำบล"),
        (None, "อำเภอ ตำบล"),
    ],
)
def test_bangkok_has_its_own_words(code, words):
    assert render("{% district_word v %} {% subdistrict_word v %}", v=code) == words


def test_words_of_the_country_need_no_code():
    assert render("{% district_word %} {% subdistrict_word %}") == "อำเภอ ตำบล"
