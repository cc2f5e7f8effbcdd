"""Rows of the product's form: materials, standards and permits, intellectual property rights."""

from collections.abc import Callable, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import goods
from registration.enums import MaterialSource, RightKind
from registration.forms.dates import ThaiDateField
from registration.models import Standard
from registration.problems import Problem

_ROWS, _MOST = 6, 20  # blank rows drawn without script, and what anybody may send


class MaterialRow(forms.Form):
    name = forms.CharField(label=gettext_lazy("วัตถุดิบ"), max_length=120, required=False)
    source = forms.ChoiceField(
        label=gettext_lazy("แหล่งที่มา"),
        choices=[("", gettext_lazy("เลือกแหล่งที่มา")), *MaterialSource.choices],
        required=False,
        widget=forms.Select(attrs={"class": "input--medium"}),
    )

    def clean(self):
        cleaned = super().clean()
        name, source = cleaned.get("name"), cleaned.get("source")
        if name and not source:
            self.add_error("source", _("เลือกแหล่งที่มาของวัตถุดิบนี้"))
        if source and not name and "name" in cleaned:
            self.add_error("name", _("กรอกชื่อวัตถุดิบ หรือล้างแหล่งที่มา"))
        return cleaned


class _HeldRow(forms.Form):
    """A blank row is left out; one that is begun is read by ``goods``, as at every other door."""

    read: Callable[[Mapping, date], tuple[dict, list[Problem]]]

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        cleaned = super().clean()
        values = {name: value for name, value in cleaned.items() if name != "DELETE"}
        if cleaned.get("DELETE") or not any(values.values()):
            return cleaned
        read, problems = type(self).read(values, self.today)
        for problem in problems:
            if problem.place in cleaned:  # else the field's own error stands there already
                self.add_error(problem.place, problem.sentence)
        return cleaned | read


class StandardRow(_HeldRow):
    read = staticmethod(goods.clean_standard)
    standard = forms.TypedChoiceField(
        label=gettext_lazy("มาตรฐาน/ใบอนุญาต"), required=False, empty_value=None
    )
    number = forms.CharField(
        label=gettext_lazy("เลขที่"), max_length=80, required=False,
        help_text=gettext_lazy("เลขสารบบอาหาร (อย.) มี 13 หลัก"),
    )  # fmt: skip
    issuer = forms.CharField(
        label=gettext_lazy("ผู้ออก"), max_length=160, required=False,
        help_text=gettext_lazy("เว้นว่างได้ ระบบใส่หน่วยงานตามรายการให้"),
    )  # fmt: skip
    issued_on = ThaiDateField(label=gettext_lazy("วันที่ออก"), required=False)
    expires_on = ThaiDateField(
        label=gettext_lazy("วันหมดอายุ"), required=False,
        help_text=gettext_lazy("เว้นว่างถ้าไม่มีวันหมดอายุ"),
    )  # fmt: skip

    def __init__(self, *args, standards: Mapping[str, Standard], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = [
            ("", _("เลือกมาตรฐานหรือใบอนุญาต")),
            *((key, str(row)) for key, row in standards.items()),
        ]
        self.standards = standards
        self.fields["standard"].coerce = self._standard_of

    def _standard_of(self, key) -> Standard:
        try:
            return self.standards[str(key)]
        except KeyError as error:
            raise ValueError(key) from error


class RightRow(_HeldRow):
    read = staticmethod(goods.clean_right)
    kind = forms.ChoiceField(
        label=gettext_lazy("ประเภททรัพย์สินทางปัญญา"), required=False,
        choices=[("", gettext_lazy("เลือกประเภท")), *RightKind.choices],
    )  # fmt: skip
    number = forms.CharField(
        label=gettext_lazy("เลขที่"), max_length=80, required=False,
        help_text=gettext_lazy("เลขทะเบียนหรือเลขที่คำขอ ลิขสิทธิ์เว้นว่างได้"),
    )  # fmt: skip
    holder = forms.CharField(
        label=gettext_lazy("ผู้ทรงสิทธิ"), max_length=200, required=False,
        help_text=gettext_lazy("ชื่อเจ้าของสิทธิตามหนังสือสำคัญ"),
    )  # fmt: skip
    registered_on = ThaiDateField(label=gettext_lazy("วันที่จดทะเบียน"), required=False)
    expires_on = ThaiDateField(
        label=gettext_lazy("วันหมดอายุ"), required=False,
        help_text=gettext_lazy("เว้นว่างถ้าไม่มีวันหมดอายุ"),
    )  # fmt: skip


class Rows(forms.BaseFormSet):
    """Rows that may be emptied or ticked away; ``kept()`` are the rest, in order."""

    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "missing_management_form": gettext_lazy("ข้อมูลที่ส่งมาไม่ครบ ให้เปิดหน้านี้ใหม่แล้วกรอกอีกครั้ง")
    }

    def kept(self) -> list[dict]:
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            for form in self.forms
            if any(form.cleaned_data.values()) and not form.cleaned_data.get("DELETE")
        ]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            field.is_unmarked = True  # what of a row is needed, the section says once
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("ลบแถวนี้")

    @property
    def is_begun(self) -> bool:
        """Whether some row holds something or is wrong: then the part is shown unfolded."""
        return any(field.value() or field.errors for form in self.forms for field in form)


_LIMITS = {"max_num": _MOST, "absolute_max": _MOST, "validate_max": True}
Materials = forms.formset_factory(MaterialRow, formset=Rows, extra=_ROWS, **_LIMITS)
Standards = forms.formset_factory(StandardRow, formset=Rows, extra=2, can_delete=True, **_LIMITS)
Rights = forms.formset_factory(RightRow, formset=Rows, extra=1, can_delete=True, **_LIMITS)


def materials_of(made_of: list[dict], data) -> Rows:
    """The formset of a product's materials. What was sent stands for itself: a row that equals what
    is stored must not count as blank.
    """
    rows = Materials(data, initial=None if data else made_of, prefix="materials")
    if made_of:
        rows.extra = max(2, _ROWS - len(made_of))
    return rows
