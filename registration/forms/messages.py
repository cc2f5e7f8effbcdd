"""The filter of the messages, and the own e-mail."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import Mail, MessageKind

_K = MessageKind
TOPICS = {
    "registrations": (
        _("รายการลงทะเบียน"),
        (_K.RETURNED, _K.RESUBMITTED, _K.REJECTED, _K.CALLED_BACK, _K.REMARK_ANSWERED),
    ),
    "filings": (
        _("แฟ้มและประกาศ"),
        (
            _K.HANDED_OVER,
            _K.TAKEN_BACK,
            _K.ANNOUNCED,
            _K.CLOSED,
            _K.IMPORTED,
            _K.CORRECTION_ASKED,
            _K.CORRECTION_REFUSED,
            _K.ADDENDUM,
        ),
    ),
    "times": (
        _("กำหนดเวลา"),
        (
            _K.EXTENDED,
            _K.EXTENSION_REVOKED,
            _K.TIME_ASKED,
            _K.TIME_REFUSED,
            _K.ORDER_ISSUED,
            _K.ORDER_WITHDRAWN,
            _K.REMINDER,
            _K.URGED,
        ),
    ),
    "others": (
        _("เรื่องจากอำเภออื่น"),
        (
            _K.INQUIRY_ASKED,
            _K.INQUIRY_ANSWERED,
            _K.TRANSFER_ASKED,
            _K.TRANSFER_AGREED,
            _K.TRANSFER_REFUSED,
            _K.TRANSFER_WITHDRAWN,
        ),
    ),
}


class MessageFilter(forms.Form):
    topic = forms.ChoiceField(
        label=_("เรื่อง"),
        required=False,
        choices=[("", _("ทุกเรื่อง")), *((key, label) for key, (label, _kinds) in TOPICS.items())],
    )
    show = forms.ChoiceField(
        label=_("แสดง"), required=False, choices=[("", _("ทั้งหมด")), ("unread", _("ที่ยังไม่อ่าน"))]
    )

    def wanted(self) -> dict:
        """As ``selectors.messages.listed`` takes it; a filter that cannot be read shows all."""
        values = self.cleaned_data if self.is_valid() else {}
        topic = values.get("topic")
        return {
            "unread": values.get("show") == "unread",
            "kinds": TOPICS[topic][1] if topic else (),
        }

    def query(self) -> str:
        """What is chosen, as an address carries it; empty for all."""
        values = self.cleaned_data if self.is_valid() else {}
        chosen = {name: value for name, value in values.items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""


class MailForm(forms.Form):
    mail = forms.ChoiceField(
        label=_("ส่งข้อความทางอีเมล"),
        choices=Mail,
        widget=forms.RadioSelect,
        help_text=_("ข้อความในระบบแสดงเสมอ ไม่ว่าจะเลือกแบบใด ข้อความที่อ่านแล้วไม่ส่งทางอีเมล"),
    )
    email = forms.EmailField(
        label=_("อีเมลของท่าน"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("ควรใช้อีเมลของหน่วยงาน อีเมลไม่มีเลขประจำตัวประชาชน ชื่อ หรือโทรศัพท์ของผู้ผลิต"),
    )
