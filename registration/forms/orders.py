"""A window order as it stands on paper: the letter's head and a grid of four quarters × three
steps.
"""

from datetime import timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import files
from registration.calendar import BE_OFFSET, QuarterCode
from registration.enums import Step
from registration.errors import InvalidValue
from registration.forms.areas import ScopeForm
from registration.forms.dates import ThaiDateField
from registration.forms.evidence import ACCEPT_ALL

# Each row of the grid: number of the quarter and step, in the order of the letter's attachment 1.
GRID = tuple((number, step) for number in (1, 2, 3, 4) for step in Step)
# A window further away than this from its quarter is a slip of the year.
_LEEWAY = timedelta(days=100)


class ScanField(forms.FileField):
    """The letter, as PDF or picture; cleans to a checked file (``files.Checked``) or ``None``."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("สำเนาหนังสือ"))
        kwargs.setdefault(
            "help_text", gettext_lazy("PDF, JPEG หรือ PNG ไม่เกิน 10 MB ทุกคนที่ลงชื่อเข้าใช้ดาวน์โหลดได้")
        )
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ACCEPT_ALL

    def clean(self, data, initial=None):
        if not data:
            return super().clean(None, initial)
        try:
            return files.check(data)
        except InvalidValue as error:
            raise forms.ValidationError(str(error)) from error


class ScanForm(forms.Form):
    scan = ScanField()


class OrderForm(ScopeForm):
    number = forms.CharField(label=gettext_lazy("เลขที่หนังสือ"), max_length=60)
    dated_on = ThaiDateField(label=gettext_lazy("ลงวันที่"))
    issuer = forms.CharField(
        label=gettext_lazy("ผู้ออกหนังสือ"), max_length=160, initial="กรมการพัฒนาชุมชน"
    )
    subject = forms.CharField(label=gettext_lazy("เรื่อง"), max_length=250)
    year = forms.IntegerField(
        label=gettext_lazy("ปีงบประมาณ พ.ศ."),
        validators=[MinValueValidator(2500), MaxValueValidator(2699)],
        widget=forms.NumberInput(attrs={"class": "input--short", "inputmode": "numeric"}),
    )
    note = forms.CharField(
        label=gettext_lazy("หมายเหตุ"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    scan = ScanField(required=False)
    # The mark of the findings that were read: of others it says nothing.
    acknowledged = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    field_order = ("number", "dated_on", "issuer", "subject", "year", "scope", "province",
                   "district", "note", "scan")  # fmt: skip


class WindowForm(forms.Form):
    """One row of the grid; empty where the order says nothing about that step."""

    opens_on = ThaiDateField(label="", required=False, help_text="")
    closes_on = ThaiDateField(label="", required=False, help_text="")
    stated_days = forms.IntegerField(label="", required=False, min_value=0, max_value=366)

    def __init__(self, *args, number: int, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        self.number, self.step = number, step
        row = _("ไตรมาส %(number)d %(step)s") % {"number": number, "step": step.label}
        for name, label in (
            ("opens_on", _("เปิดวันที่")),
            ("closes_on", _("ถึงวันที่")),
            ("stated_days", _("จำนวนวันตามหนังสือ")),
        ):
            self.fields[name].label = f"{row} – {label}"
            self.fields[name].column = label

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if closes and not opens and "opens_on" not in self.errors:
            self.add_error("opens_on", _("กรอกวันที่เปิด"))
        if (opens or cleaned.get("stated_days")) and not closes and "closes_on" not in self.errors:
            self.add_error("closes_on", _("กรอกวันที่สิ้นสุด"))
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("วันที่สิ้นสุดต้องไม่ก่อนวันที่เปิด"))
        return cleaned

    def demand_near(self, year: int) -> None:
        """Add an error to each date that cannot belong to this quarter of ``year``."""
        quarter = QuarterCode(year, self.number)
        for name in ("opens_on", "closes_on"):
            day = self.cleaned_data.get(name)
            if day and not quarter.first_day - _LEEWAY <= day <= quarter.last_day + _LEEWAY:
                self.add_error(
                    name,
                    _("พ.ศ. %(written)d ห่างจากไตรมาส %(quarter)s มาก ให้ตรวจปีที่พิมพ์")
                    % {"written": day.year + BE_OFFSET, "quarter": quarter},
                )


class BaseGrid(forms.BaseFormSet):
    """All twelve rows; ``cells(year)`` gives those that are filled in."""

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        # The browser says how many rows it sends; a row more than twelve is none of ours.
        number, step = GRID[min(index or 0, len(GRID) - 1)]
        return {**kwargs, "number": number, "step": step}

    def filled(self, year: int) -> list[dict]:
        """Rows as ``services.orders.NewWindow`` wants them; call it on a valid grid."""
        return [
            {
                "quarter": str(QuarterCode(year, form.number)),
                "step": form.step,
                **{name: form.cleaned_data.get(name) for name in form.fields},
            }
            for form in self.forms
            if form.cleaned_data.get("opens_on")
        ]

    def readable(self, year: int) -> list[dict]:
        """Like ``filled``, of a grid that somebody is still typing: the rows that are whole."""
        whole = [form for form in self.forms if form.has_changed() and not form.errors]
        return [
            {
                "quarter": str(QuarterCode(year, form.number)),
                "step": form.step,
                **{name: form.cleaned_data.get(name) for name in form.fields},
            }
            for form in whole
            if form.cleaned_data.get("opens_on")
        ]

    def check(self, year: int) -> bool:
        """Whether the grid holds a window at all, and each near its quarter; else errors show
        why.
        """
        for form in self.forms:
            form.demand_near(year)
        if not any(form.cleaned_data.get("opens_on") for form in self.forms):
            self._non_form_errors.append(_("กรอกช่วงเวลาอย่างน้อยหนึ่งช่วง"))
        return not self.total_error_count()


Grid = forms.formset_factory(
    WindowForm, formset=BaseGrid, extra=len(GRID), max_num=len(GRID), absolute_max=len(GRID)
)
