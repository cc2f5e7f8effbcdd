"""Signing in and one's own password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Says one sentence for a wrong name and a wrong password: which one it was is nobody's."""

    error_messages = {
        "invalid_login": _("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ให้ตรวจตัวพิมพ์เล็ก–ใหญ่และภาษาของแป้นพิมพ์แล้วลองใหม่"),
        "inactive": _("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ให้ตรวจตัวพิมพ์เล็ก–ใหญ่และภาษาของแป้นพิมพ์แล้วลองใหม่"),
    }


class PasswordForm(forms.Form):
    """The present password (an unattended screen gives nobody the account) and a new one."""

    current = forms.CharField(
        label=_("รหัสผ่านปัจจุบัน"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("รหัสผ่านใหม่"),
        strip=False,
        help_text=_("อย่างน้อย 10 ตัวอักษร ไม่ใช่ตัวเลขล้วน และไม่ใกล้เคียงชื่อผู้ใช้"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("พิมพ์รหัสผ่านใหม่อีกครั้ง"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, officer, **kwargs):
        super().__init__(*args, **kwargs)
        self.officer = officer

    def clean_current(self):
        if not self.officer.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError(_("รหัสผ่านปัจจุบันไม่ถูกต้อง"))
        return self.cleaned_data["current"]

    def clean(self):
        cleaned = super().clean()
        password = cleaned.get("password")
        if password and "again" in cleaned and password != cleaned["again"]:
            self.add_error("again", _("รหัสผ่านใหม่ทั้งสองช่องไม่ตรงกัน"))
        if password and password == cleaned.get("current"):
            self.add_error("password", _("รหัสผ่านใหม่ต้องไม่ซ้ำกับรหัสผ่านปัจจุบัน"))
        return cleaned
