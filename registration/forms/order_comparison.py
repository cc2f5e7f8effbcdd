"""Which two orders are laid side by side."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ComparisonForm(forms.Form):
    """``known`` are all orders; cleans to the orders themselves."""

    a = forms.ChoiceField(label=gettext_lazy("ฉบับแรก"))
    b = forms.ChoiceField(label=gettext_lazy("ฉบับหลัง"))

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(order.pk): order for order in known}
        choices = [
            (key, f"{order.number} – {order.area_text}") for key, order in self.known.items()
        ]
        for name in ("a", "b"):
            self.fields[name].choices = choices

    def clean(self):
        cleaned = super().clean()
        for name in ("a", "b"):
            if name in cleaned:
                cleaned[name] = self.known[cleaned[name]]
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", _("เลือกหนังสือสองฉบับที่ต่างกัน"))
        return cleaned
