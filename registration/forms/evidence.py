"""Files of evidence as they come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration import files, proofs
from registration.errors import InvalidValue

_PICTURES, _FILES = _("เพิ่มภาพ (เลือกได้หลายภาพ)"), _("เพิ่มไฟล์ (เลือกได้หลายไฟล์)")
NEEDED = _("จำเป็นก่อนยื่น")
ACCEPT_PICTURES = "image/jpeg,image/png"
ACCEPT_ALL = f"{ACCEPT_PICTURES},application/pdf"


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; cleaned to checked ones (``files.Checked``)."""

    widget = _ManyFiles

    def __init__(self, *, pictures_only: bool, **kwargs):
        self.pictures_only = pictures_only
        super().__init__(required=False, **kwargs)
        accept = ACCEPT_PICTURES if pictures_only else ACCEPT_ALL
        self.widget.attrs |= {"accept": accept, "multiple": True, "data-shrink": ""}

    def clean(self, data, initial=None):
        try:
            return files.check_all(data or (), pictures_only=self.pictures_only)
        except InvalidValue as error:
            raise forms.ValidationError(str(error)) from error


class EvidenceForm(forms.Form):
    """Files for one ``ask``, or that the original was seen. Each is a form of its own on a page of
    many, so its fields bear the ask's name.
    """

    note = forms.CharField(
        label=_("คือเอกสารอะไร"), max_length=200, required=False,
        help_text=_("ไม่ต้องใส่ชื่อหรือเลขประจำตัวของบุคคล"),
    )  # fmt: skip
    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, uploaded=None, *, ask: proofs.Ask):
        super().__init__(data, uploaded, auto_id=f"{ask.anchor}-%s")
        kind = ask.kind
        if kind.keeps_copy:
            label = _PICTURES if kind.pictures_only else _FILES
            self.fields["files"] = FilesField(label=label, pictures_only=kind.pictures_only)
            if ask.is_missing:
                self.fields["files"].needed_when = NEEDED
        if kind.pictures_only or not kind.keeps_copy:
            del self.fields["note"]


class PhotographsForm(forms.Form):
    """Photographs chosen in the form of something else."""

    photographs = FilesField(
        label=_PICTURES,
        pictures_only=True,
        help_text=_("JPEG หรือ PNG ภาพละไม่เกิน 10 MB ถ่ายให้เห็นผลิตภัณฑ์ชัดเจน"),
    )
