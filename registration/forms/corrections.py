"""What an announcement said wrong, and the addendum that says it right."""

from collections.abc import Iterable, Iterator

from django import forms
from django.forms.models import ModelChoiceIteratorValue
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.enums import CorrectionState, ProductType
from registration.forms import labels, producer_fields
from registration.forms.announcements import PaperForm
from registration.forms.widgets import DependentSelect
from registration.models import ProductGroup, RegisteredProduct, Registration
from registration.selectors import lookups
from registration.selectors.corrections import correctable


class CorrectionForm(forms.Form):
    """What an announcement says of a producer and its products, as it was announced. ``values()``
    and ``product_values()`` are what the service takes; it keeps only what differs.
    """

    reason = forms.CharField(
        label=gettext_lazy("เหตุผล และหลักฐานที่ใช้ตรวจ"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, row: Registration, products: Iterable[RegisteredProduct], **kwargs):
        super().__init__(*args, **kwargs)
        self.row, self.products = row, list(products)
        names = correctable(row)
        built = producer_fields.build(names, row.filing.district_id, row)
        # In the order of the announcement, and before the reason.
        fields = {name: _plain(name, built[name], row) for name in names}
        held = [product.product_group_id for product in self.products]
        groups = list(lookups.product_groups(*held)) if held else []
        for product in self.products:
            fields |= _of_product(product, groups)
        self.fields = fields | self.fields

    def parts(self) -> Iterator[tuple[str, list]]:
        """``(heading, bound fields)``: the producer, then each product."""
        yield _("ผู้ผลิต"), [self[name] for name in correctable(self.row)]
        for product in self.products:
            heading = _("ผลิตภัณฑ์ที่ %(n)d %(name)s") % {"n": product.sequence, "name": product.name}
            yield heading, [self[key] for key in _keys(product).values()]

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in correctable(self.row)}

    def product_values(self) -> dict[int, dict]:
        return {
            product.sequence: {name: self.cleaned_data[key] for name, key in _keys(product).items()}
            for product in self.products
        }


def _keys(product: RegisteredProduct) -> dict[str, str]:
    return {name: f"product-{product.sequence}-{name}" for name in correctable(product)}


def _of_product(product: RegisteredProduct, groups: list[ProductGroup]) -> dict[str, forms.Field]:
    kind = f"product-{product.sequence}-product_type"
    found = {
        "name": forms.CharField(max_length=200),
        "product_type": forms.ChoiceField(choices=ProductType.choices),
        "product_group": forms.TypedChoiceField(
            choices=[
                ("", _("เลือกกลุ่มย่อย")),
                *((ModelChoiceIteratorValue(each.pk, each), str(each)) for each in groups),
            ],
            coerce={str(each.pk): each for each in groups}.__getitem__,
            empty_value=None,
            widget=DependentSelect(depends_on=kind, by="product_type"),
        ),
    }
    for name, field in found.items():
        field.label = labels.of(product._meta.get_field(name))
    return {key: _plain(name, found[name], product) for name, key in _keys(product).items()}


def _plain(name: str, field: forms.Field, row) -> forms.Field:
    field.initial = row._meta.get_field(name).value_from_object(row)
    field.required = name != "legal_form"  # which a sole owner has not
    field.help_text, field.needed_when = "", ""
    return field


class CorrectionFilter(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("สถานะ"),
        required=False,
        choices=[("", gettext_lazy("ทุกสถานะ")), *CorrectionState.choices],
    )


class AddendumForm(PaperForm):
    """The paper, and which requests it approves: ``open_ones`` as ``(key, label)``."""

    corrections = forms.TypedMultipleChoiceField(
        label=gettext_lazy("คำขอที่อนุมัติ"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("corrections", "number", "dated_on", "signatory", "signatory_position")

    def __init__(self, *args, open_ones: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["corrections"].choices = open_ones
