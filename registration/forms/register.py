"""Finding producers in the register: the filter in the address, and the search that never stands
there.
"""

from collections.abc import Iterable

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from registration import searching, validators
from registration.enums import ProducerState, ProducerType, ProductType
from registration.errors import InvalidValue
from registration.forms.filters import SHORTEST, SearchText
from registration.scoping import Jurisdiction
from registration.selectors import lookups, places, plan

_ID_IN_THE_BOX = _("ช่องนี้ไม่รับเลขประจำตัวประชาชน ให้ใช้ “ค้นด้วยเลขประจำตัวประชาชน” ด้านล่าง")
_SORTS = {
    "": _("เลขทะเบียน"),
    "name": _("ชื่อ (ก–ฮ)"),
    "newest": _("ลงทะเบียนใหม่ล่าสุดก่อน"),
    "touched": _("ปรับปรุงข้อมูลล่าสุดก่อน"),
}
# What most searches need; the rest is folded away until it is used.
_BASIC = ("text", "province", "district", "subdistrict", "producer_type", "product_type", "sort")
_HOLDINGS = {"STANDARD": _("มาตรฐาน"), "PERMIT": _("ใบอนุญาตตามกฎหมาย")}
_PARENTS = {"district": "province", "subdistrict": "district"}


def _any(choices: Iterable) -> list:
    return [("", _("ทั้งหมด")), *choices]


def _choice(label, choices=()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=_any(choices))


class RegisterFilter(SearchText):
    """What is in the address. An area can be chosen below the own one, level by level: the parts
    of a province or district are offered once it is chosen.
    """

    province = _choice(_("จังหวัด"))
    district = _choice(_("อำเภอ/เขต"))
    subdistrict = _choice(_("ตำบล/แขวง"))
    producer_type = _choice(_("ประเภทผู้ผลิต"), ProducerType.choices)
    product_type = _choice(_("ประเภทผลิตภัณฑ์"), ProductType.choices)
    sort = forms.ChoiceField(label=_("เรียงตาม"), required=False, choices=_SORTS.items())
    product_group = _choice(_("กลุ่มย่อยผลิตภัณฑ์"))
    standard = _choice(_("มาตรฐานหรือใบอนุญาตที่มี"))
    products = _choice(_("ผลิตภัณฑ์"), [("yes", _("มีผลิตภัณฑ์ที่ยังผลิตอยู่")), ("no", _("ไม่มีผลิตภัณฑ์แล้ว"))])
    state = _choice(_("สถานะในทะเบียน"), ProducerState.choices)
    first_quarter = _choice(_("ลงทะเบียนครั้งแรกในไตรมาส"))
    last_quarter = _choice(_("ปรับปรุงล่าสุดในไตรมาส"))

    def __init__(self, data, *, by: Jurisdiction):
        super().__init__(_fitting(data))
        text = self.fields["text"]
        text.label = _("ชื่อ ผลิตภัณฑ์ ตรา เลขทะเบียน หรือโทรศัพท์")
        text.widget.attrs |= {"pattern": _NO_CITIZEN_ID, "title": _ID_IN_THE_BOX}
        self._offer_places(by)
        lists = lookups.of_products()
        self.fields["product_group"].choices = _any(_sorted_out(lists, dict(ProductType.choices)))
        self.fields["standard"].choices = _any(_sorted_out(lists, _HOLDINGS))
        quarters = [(code, code) for code in _quarters()]
        for name in ("first_quarter", "last_quarter"):
            self.fields[name].choices = _any(quarters)

    def _offer_places(self, by: Jurisdiction) -> None:
        province = by.province or self.data.get("province")
        district = by.district or self.data.get("district")
        offered = {
            "province": places.provinces() if by.area == "th" else [],
            "district": places.districts(province) if province and not by.district else [],
            "subdistrict": places.subdistricts(district) if district else [],
        }
        for name, rows in offered.items():
            # Somebody who names a place that is not offered hears so, and finds nothing.
            if rows or self.data.get(name):
                self.fields[name].choices = _any((row.code, row.name) for row in rows)
            else:
                del self.fields[name]

    def clean_text(self):
        text = self.cleaned_data["text"]
        wanted = searching.read(text)
        if wanted.is_citizen_id:
            raise forms.ValidationError(_ID_IN_THE_BOX)
        if text and max(map(len, wanted.parts), default=0) < SHORTEST:
            raise forms.ValidationError(self.fields["text"].error_messages["min_length"])
        return text

    def basic(self) -> list[forms.BoundField]:
        return [self[name] for name in _BASIC if name in self.fields]

    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in _BASIC]

    def is_more_used(self) -> bool:
        return any(field.data for field in self.more())

    def wanted(self) -> dict[str, str]:
        """What ``selectors.register.search`` takes and filters by; nothing of what is invalid."""
        values = self.cleaned_data if self.is_bound and not self.errors else {}
        return {name: value for name, value in values.items() if value}

    def query(self) -> str:
        """The address's query that asks for the same again, without the page."""
        return urlencode(self.wanted())


_NO_CITIZEN_ID = r"(?!.*[1-9](?:[\s\-]?[0-9]){12}).*"  # the browser then does not even send it


def holds_citizen_id(data) -> bool:
    """Whether a whole citizen ID came in an address."""
    return any(searching.read(value).is_citizen_id for value in data.values())


def _fitting(data):
    """Without a district of another province than the chosen one, and so on: whoever changes the
    province means all of it.
    """
    data, gone = data.copy(), set()
    for name, parent in _PARENTS.items():
        chosen = data.get(parent, "")
        if parent in gone or not data.get(name, "").startswith(chosen):
            data.pop(name, None)
            gone.add(name)
    return data


def _sorted_out(rows: list[tuple[str, str, str]], names: dict) -> list[tuple[str, list]]:
    """The rows of each part of ``names`` under its name."""
    found = [
        (name, [(code, label) for each, code, label in rows if each == part])
        for part, name in names.items()
    ]
    return [(name, part) for name, part in found if part]


def _quarters() -> list[str]:
    return [f"{year}-{number}" for year in plan.years() for number in (4, 3, 2, 1)]


class CitizenIdSearch(forms.Form):
    """Posted, so that an ID stands in no address, history or log."""

    citizen_id = forms.CharField(
        label=_("เลขประจำตัวประชาชน 13 หลัก"), max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_citizen_id(self):
        try:
            return validators.citizen_id(self.cleaned_data["citizen_id"])
        except InvalidValue as error:
            raise forms.ValidationError(str(error)) from error


class FilterName(forms.Form):
    name = forms.CharField(
        label=_("ตั้งชื่อตัวกรอง"), max_length=80,
        error_messages={
            "required": _("ตั้งชื่อตัวกรองก่อน แล้วจึงบันทึก"),
            "max_length": _("ชื่อตัวกรองยาวเกินไป ตั้งใหม่ให้ไม่เกิน 80 ตัวอักษร"),
        },
    )  # fmt: skip

    def clean_name(self):
        name = validators.normalise_text(self.cleaned_data["name"])
        if searching.read(name).is_citizen_id:
            raise forms.ValidationError(_("ชื่อตัวกรองต้องไม่มีเลขประจำตัวประชาชน"))
        return name
