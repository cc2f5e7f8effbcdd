"""Accounts of officers: new, changed, moved; and the filter of their list."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from registration.enums import Role
from registration.forms.areas import district_field, province_choices, province_field


class ContactForm(forms.Form):
    full_name = forms.CharField(label=_("ชื่อ–สกุล"), max_length=120)
    position = forms.CharField(label=_("ตำแหน่ง"), max_length=120, required=False)
    email = forms.EmailField(label=_("อีเมล"), required=False)
    phone = forms.CharField(label=_("โทรศัพท์"), max_length=60, required=False)


class OfficeForm(forms.Form):
    """Role and area; what fits together is the service's rule."""

    role = forms.ChoiceField(label=_("บทบาท"), choices=Role)
    province = province_field()
    district = district_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].needed_when = _("จำเป็นสำหรับจังหวัดและอำเภอ")
        self.fields["district"].needed_when = _("จำเป็นสำหรับอำเภอ")

    def clean(self):
        cleaned = super().clean()
        for name in ("province", "district"):
            cleaned[name] = cleaned.get(name) or None
        return cleaned


class MoveForm(OfficeForm):
    position = forms.CharField(
        label=_("ตำแหน่งใหม่"), max_length=120, required=False, help_text=_("เว้นว่างถ้าตำแหน่งเดิม")
    )


class NewOfficerForm(OfficeForm, ContactForm):
    username = forms.CharField(
        label=_("ชื่อผู้ใช้"),
        max_length=60,
        help_text=_("อักษรอังกฤษตัวเล็ก ตัวเลข จุด หรือขีด เช่น district3104"),
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,}$", _("ใช้ได้เฉพาะ a–z 0–9 . _ -"))],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("username", "full_name", "position", "role", "province", "district", "email",
                   "phone")  # fmt: skip


class OfficerFilter(forms.Form):
    """The list's filter; whatever is not valid is as if nobody had chosen it."""

    text = forms.CharField(label=_("ชื่อหรือชื่อผู้ใช้"), required=False, max_length=60)
    role = forms.ChoiceField(
        label=_("บทบาท"), required=False, choices=[("", _("ทุกบทบาท")), *Role.choices]
    )
    province = forms.ChoiceField(label=_("จังหวัด"), required=False, choices=province_choices)
    active = forms.ChoiceField(
        label=_("บัญชี"),
        required=False,
        choices=[("", _("ทั้งหมด")), ("yes", _("ใช้งานได้")), ("no", _("ปิดแล้ว"))],
    )
