"""What a form shows for a stored row goes back into what was typed, as a browser would send it."""

from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict

from registration.forms import merging
from registration.forms.amounts import AmountField

COLOURS = [("red", "แดง"), ("blue", "น้ำเงิน")]


class Sheet(forms.Form):
    name = forms.CharField(required=False)
    name_en = forms.CharField(required=False)
    declared = forms.BooleanField(required=False)
    colours = forms.MultipleChoiceField(
        choices=COLOURS, widget=forms.CheckboxSelectMultiple, required=False
    )
    colour = forms.ChoiceField(choices=COLOURS, widget=forms.RadioSelect, required=False)
    price = AmountField(required=False)
    when = forms.SplitDateTimeField(required=False)


class Row(forms.Form):
    text = forms.CharField(required=False)


Rows = forms.formset_factory(Row, extra=1)
STORED = {
    "name": "เดิม", "name_en": "old", "declared": False, "colours": ["red", "blue"],
    "colour": "blue", "price": Decimal("1200.00"),
}  # fmt: skip
TYPED = "name=new&name_en=typed&declared=on&colours=red&price=5&colour=red&rows-0-text=new"


class Page:
    def __init__(self, data=None):
        self.form = Sheet(data, initial=STORED)
        rows = None if data else [{"text": "หนึ่ง"}, {"text": "สอง"}]
        self.rows = Rows(data, initial=rows, prefix="rows")
        self.today = "not a part"


def test_only_what_was_chosen_goes_back():
    data = QueryDict(TYPED, mutable=True)
    merging.put_back(data, Page(), ["name"])
    assert (data["name"], data["name_en"], data["declared"]) == ("เดิม", "typed", "on")


def test_every_kind_of_field_goes_back():
    data = QueryDict(TYPED, mutable=True)
    merging.put_back(data, Page(), [*STORED, "when", "rows"])
    page = Page(data)
    assert page.form.is_valid()
    assert page.rows.is_valid()
    assert page.form.cleaned_data == STORED | {"when": None}
    texts = [form.cleaned_data.get("text") for form in page.rows.forms]
    assert texts == ["หนึ่ง", "สอง", None]


def test_a_quiet_form_shows_and_does_not_complain():
    page = Page(QueryDict("price=much&rows-TOTAL_FORMS=1&rows-INITIAL_FORMS=0&rows-0-text=x"))
    merging.quieten(page)
    assert (page.form["price"].value(), page.form.errors) == ("much", {})
    assert (page.rows.total_error_count(), page.rows.forms[0]["text"].value()) == (0, "x")
    assert not page.rows.non_form_errors()


@pytest.mark.parametrize("text", ["", "name-0-x=1"])
def test_nothing_to_put_back(text):
    data = QueryDict(text, mutable=True)
    merging.put_back(data, Page(), ["unknown"])
    assert data.urlencode() == text
