"""Asking for more time, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import Role, Step
from registration.forms.dates import ThaiDateField
from registration.scoping import Jurisdiction
from registration.selectors import places, plan
from registration.workflow import ASKERS

_ALL = "all"


def _reason(label, **kwargs) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=500, widget=widget, **kwargs)


class AskForm(forms.Form):
    """A district asks for itself; a province says for whom, and for which step. ``asked()`` is what
    ``services.extension_requests.ask`` takes.
    """

    quarter = forms.ChoiceField(label=_("ไตรมาส"))
    step = forms.ChoiceField(label=_("ขั้นตอน"))
    area = forms.ChoiceField(label=_("ขอให้"))
    until_on = ThaiDateField(label=_("ขอถึงวันที่"))
    reason = _reason(
        _("เหตุผลที่ขอ"),
        help_text=_("เช่น ไฟฟ้าดับทั้งอำเภอวันที่ 14–16 มี.ค. ยังเหลือ 12 รายการที่ไม่ได้ยื่น"),
    )

    def __init__(self, *args, by: Jurisdiction, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["quarter"].choices = [(q.code, q.code) for q in plan.open_quarters()]
        steps = [step for step in Step if by.role in ASKERS[step]]
        self.fields["step"].choices = [(step.value, step.label) for step in steps]
        if by.role == Role.PROVINCE:
            self.fields["area"].choices = [
                (_ALL, _("ทั้งจังหวัด")),
                *((each.code, str(each)) for each in places.districts(by.province)),
            ]
        else:
            del self.fields["area"]

    def asked(self) -> dict:
        values = dict(self.cleaned_data)
        area = values.pop("area", self.by.district)
        if area == _ALL:
            return {**values, "province": self.by.province}
        return {**values, "district": area}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("step") == Step.CERTIFICATION and cleaned.get("area") not in (None, _ALL):
            self.add_error("area", _("ขั้นตอนจังหวัดตรวจสอบรับรอง ขอได้ทั้งจังหวัดเท่านั้น"))
        return cleaned


class OpinionForm(forms.Form):
    reason = _reason(_("ความเห็นของจังหวัด"), required=False)


class ReasonForm(forms.Form):
    reason = _reason(_("เหตุผล"))


class GrantForm(forms.Form):
    """The department's letter; one request's own day may be changed."""

    order_number = forms.CharField(label=_("เลขที่หนังสืออนุมัติ"), max_length=60)
    until_on = ThaiDateField(label=_("อนุมัติถึงวันที่"))
    reason = _reason(_("เหตุผลที่อนุมัติ"))


class GrantManyForm(GrantForm):
    until_on = ThaiDateField(
        label=_("อนุมัติถึงวันที่"), required=False, help_text=_("เว้นว่างไว้ถ้าอนุมัติตามวันที่แต่ละแห่งขอ"),
    )  # fmt: skip
