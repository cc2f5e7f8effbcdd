"""The journal's filter."""

from django import forms
from django.utils.translation import gettext_lazy as _


class JournalFilter(forms.Form):
    officer = forms.CharField(label=_("ผู้ทำรายการ"), required=False, max_length=60)
    action = forms.ChoiceField(label=_("การกระทำ"), required=False)
    quarter = forms.RegexField(
        r"^2[45]\d{2}-[1-4]$",
        label=_("ไตรมาส (เช่น 2561-2)"),
        required=False,
        error_messages={"invalid": _("พิมพ์ไตรมาสเช่น 2561-2")},
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("ทั้งหมด")), *actions.items()]
