"""The fields of the product's form: in which sections they stand, how each is typed, what stands
beside it (DOMAIN §3.3).
"""

from collections.abc import Iterable

from django import forms
from django.forms.models import ModelChoiceIteratorValue, fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.enums import ProductType, Quadrant
from registration.forms.amounts import AmountField
from registration.forms.codes import CodesField
from registration.forms.sections import Section
from registration.forms.widgets import DependentSelect
from registration.models import ProductGroup, RegisteredProduct
from registration.selectors import lookups

_PRICES = ("unit_cost", "wholesale_price")
_SALES = ("sales_domestic", "sales_abroad", "channels")
_SELECTION = ("opc_year", "opc_stars", "quadrant")

IDENTITY = Section(
    "product",
    gettext_lazy("ผลิตภัณฑ์"),
    (
        "name", "product_type", "product_group", "brand", "law_compels", "sample_seen", "name_en",
    ),
    ("name", "law_compels", "sample_seen", "name_en"),
    ("name_en",),
)  # fmt: skip
STORY = Section(
    "story",
    gettext_lazy("เรื่องราวและลักษณะ"),
    ("story", "features", "process"),
    ("story", "features", "process"),
    ("features", "process"),
)
PRODUCTION = Section(
    "production",
    gettext_lazy("การผลิตและราคา"),
    ("capacity", "capacity_unit", "retail_price", *_PRICES),
    (),
    _PRICES,
)
SALES = Section("sales", gettext_lazy("การจำหน่าย"), _SALES, ("channels",), _SALES)
SELECTION = Section("selection", gettext_lazy("ผลการคัดสรร"), _SELECTION, (), _SELECTION)
SECTIONS = (IDENTITY, STORY, PRODUCTION, SALES, SELECTION)

NEEDED_BEFORE = gettext_lazy("จำเป็นก่อนยื่น")
NEEDED = ("product_group", "sample_seen", "story", "capacity", "capacity_unit", "retail_price")
_AMOUNTS = (
    "capacity", "unit_cost", "wholesale_price", "retail_price", "sales_domestic", "sales_abroad",
)  # fmt: skip
_HELP = {
    "brand": gettext_lazy("ชื่อตราบนฉลาก ถ้ามี"),
    "product_group": gettext_lazy("รายการเปลี่ยนตามประเภทผลิตภัณฑ์ที่เลือก"),
    "law_compels": gettext_lazy(
        "กลุ่มย่อยที่กฎหมายบังคับ ระบบทำเครื่องหมายให้เองเมื่อบันทึก กลุ่มอื่นทำเครื่องหมายเพิ่มได้ "
        "แล้วต้องบันทึกใบอนุญาตในส่วน “มาตรฐานและใบอนุญาต” ด้านล่าง"
    ),
    "name_en": gettext_lazy("ใช้กับฉลากและงานแสดงสินค้าต่างประเทศ"),
    "story": gettext_lazy("ที่มา ลวดลาย วิธีทำ หรือภูมิปัญญาที่สืบทอด เขียนเท่าที่ผู้ผลิตเล่าให้ฟัง"),
    "features": gettext_lazy("เช่น กว้าง 1 เมตร ยาว 2 เมตร หนัก 300 กรัม บรรจุกล่องกระดาษ"),
    "process": gettext_lazy("เขียนเป็นขั้นสั้น ๆ ตั้งแต่เตรียมวัตถุดิบจนบรรจุ"),
    "capacity": gettext_lazy("จำนวนที่ผลิตได้ในหนึ่งเดือน"),
    "capacity_unit": gettext_lazy("เช่น ผืน ขวด กล่อง กิโลกรัม"),
    "sales_domestic": gettext_lazy("รวมทั้งปีโดยประมาณ เช่น 120,000"),
    "sales_abroad": gettext_lazy("ถ้าไม่ได้ส่งออกให้เว้นว่าง"),
    "channels": gettext_lazy("เลือกได้หลายข้อ"),
    "opc_year": gettext_lazy("ปี พ.ศ. ที่คัดสรรสุดยอดหนึ่งตำบล หนึ่งผลิตภัณฑ์ (OPC) เช่น 2559"),
    "quadrant": gettext_lazy("ตามผลการจัดกลุ่มที่ประกาศแล้วเท่านั้น"),
}


def permit_asked(group: ProductGroup) -> str:
    """What the law asks of each product of a sub-group, in a sentence; '' where it asks nothing."""
    if not group.law_compels:
        return ""
    permit = _(" หรือ ").join(group.permit_names) or _("ใบอนุญาตตามกฎหมาย")
    return _("ผลิตภัณฑ์นี้ต้องมี%(permit)sที่ยังไม่หมดอายุในวันที่ยื่นแบบ") % {"permit": permit}


class GroupField(forms.TypedChoiceField):
    """A sub-group; ``groups`` are those offered by key, each with ``permit_names``."""

    def __init__(self, *, groups: dict[int, ProductGroup], **kwargs):
        self.groups = groups
        choices = [(ModelChoiceIteratorValue(pk, each), str(each)) for pk, each in groups.items()]
        super().__init__(
            choices=[("", _("เลือกกลุ่มย่อย")), *choices],
            coerce=lambda key: self.groups[int(key)],
            empty_value=None,
            widget=DependentSelect(depends_on="product_type", by="product_type", say=permit_asked),
            **kwargs,
        )


def build(names: Iterable[str], lists: lookups.ProductLists) -> dict[str, forms.Field]:
    """Form fields by name, with the ``lists`` they offer; only name and type are required, because
    a draft may be incomplete.
    """
    fields = fields_for_model(RegisteredProduct, fields=list(names))
    for name, field in fields.items():
        field = _replaced(name, field, lists) or field
        fields[name] = field
        field.required = name in ("name", "product_type")
        field.help_text = _HELP.get(name, "")
        if name in NEEDED:
            field.needed_when = NEEDED_BEFORE
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 6 if name == "story" else 3
    for name in ("brand", "capacity_unit", "opc_year"):
        fields[name].widget.attrs["class"] = "input--medium"
    return fields


def _replaced(name: str, field: forms.Field, lists) -> forms.Field | None:
    """A field of ours where the model's own does not take what people type."""
    label = field.label
    if name == "product_type":
        choices = [("", _("เลือกประเภทผลิตภัณฑ์")), *ProductType.choices]
        return forms.ChoiceField(label=label, choices=choices)
    if name == "product_group":
        return GroupField(label=label, groups=lists.groups)
    if name in _AMOUNTS:
        return AmountField(label=label)
    if name == "channels":
        return CodesField(name=name, rows=lists.channels.values(), label=label)
    if name == "opc_year":  # read by eligibility.clean_value
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        return forms.CharField(label=label, max_length=20, empty_value=None, widget=widget)
    if name == "opc_stars":
        stars = [(n, _("%(n)d ดาว") % {"n": n}) for n in range(5, 0, -1)]
        choices = [("", _("ไม่มีหรือไม่ได้คัดสรร")), *stars]
        return forms.TypedChoiceField(label=label, choices=choices, coerce=int, empty_value=None)
    if name == "quadrant":
        return forms.ChoiceField(label=label, choices=[("", _("ยังไม่จัดกลุ่ม")), *Quadrant.choices])
    return None
