"""The filter above the producers that a quarter has not heard of yet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import ProducerType
from registration.forms.filters import SearchText


class CarryFilter(SearchText):
    """``subdistricts`` are the rows of the own district."""

    subdistrict = forms.ChoiceField(label=_("ตำบล/แขวง"), required=False)
    producer_type = forms.ChoiceField(
        label=_("ประเภทผู้ผลิต"), required=False, choices=[("", _("ทั้งหมด")), *ProducerType.choices]
    )

    def __init__(self, *args, subdistricts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subdistrict"].choices = [
            ("", _("ทั้งหมด")),
            *((row.pk, row.name) for row in subdistricts),
        ]

    def wanted(self) -> dict[str, str]:
        """The valid parts, as ``selectors.carrying`` takes them."""
        return dict(self.cleaned_data) if self.is_valid() else {}
