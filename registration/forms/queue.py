"""The filter of a province's queue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import Kind


class QueueFilter(forms.Form):
    district = forms.ChoiceField(label=_("อำเภอ/เขต"), required=False)
    kind = forms.ChoiceField(
        label=_("ประเภทการลงทะเบียน"), required=False, choices=[("", _("ทุกประเภท")), *Kind.choices]
    )

    def __init__(self, *args, districts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [
            ("", _("ทุกแห่ง")),
            *((district.code, district.name) for district in districts),
        ]
