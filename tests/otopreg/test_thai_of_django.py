"""Django's own messages reach officers too: in Thai, and saying what to do."""

import re

import polib
import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

THAI = settings.BASE_DIR / "locale" / "th" / "LC_MESSAGES" / "django.po"
AMOUNT = {"max_digits": 5, "decimal_places": 2}


def message(field, value) -> str:
    with translation.override("th"), pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (forms.CharField(), ""),
        (forms.CharField(max_length=3), "ยาวเกิน"),
        (forms.CharField(min_length=3), "ก"),
        (forms.CharField(), "ก\x00"),
        (forms.EmailField(), "ไม่ใช่"),
        (forms.URLField(assume_scheme="https"), "ไม่ใช่ที่อยู่"),
        (forms.IntegerField(), "สิบ"),
        (forms.IntegerField(max_value=5), "6"),
        (forms.IntegerField(min_value=5), "4"),
        (forms.DecimalField(), "มาก"),
        (forms.DecimalField(**AMOUNT), "1.234"),
        (forms.DecimalField(**AMOUNT), "1234.5"),
        (forms.DecimalField(max_digits=3), "1234"),
        (forms.DateField(), "เมื่อวาน"),
        (forms.ChoiceField(choices=[("1", "หนึ่ง")]), "2"),
        (forms.MultipleChoiceField(choices=[("1", "หนึ่ง")]), "2"),
        (forms.MultipleChoiceField(choices=[("1", "หนึ่ง")]), ["2"]),
        (forms.FileField(), None),
    ],
)
def test_what_a_field_refuses_is_said_in_thai(field, value):
    said = message(field, value)

    # The examples of an address are the only Latin letters.
    latin = re.findall("[A-Za-z]+", re.sub(r"name@example\.go\.th|https?://", "", said))
    assert re.search("[ก-๙]{5}", said)
    assert not latin


def test_the_compiled_file_holds_what_is_written():
    written = {(e.msgid, e.msgstr, *e.msgstr_plural.values()) for e in polib.pofile(THAI)}
    compiled = {
        (e.msgid, e.msgstr, *e.msgstr_plural.values())
        for e in polib.mofile(THAI.with_suffix(".mo"))
    }

    assert compiled == written, "run `make messages` and commit both files"
