"""Products of a registration, each on a page of its own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, workflow
from registration.enums import Kind, Role
from registration.forms.products import ProductSheet
from registration.guards import OfficerView
from registration.selectors import permits, registrations, situations
from registration.services import products, states, typed_goods
from registration.services.revising import demand_editable
from registration.views import facts, mixing
from registration.views.filings import filing_trail
from registration.views.keeping import Keeper
from registration.views.photographs import Photographs
from registration.views.registrations import standing_of
from registration.views.saving import attempt


class _ProductPage(OfficerView):
    """Reads the registration and, for ``sequence``, the product that is edited."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, pk, sequence=None):
        self._read(pk, sequence)
        states.demand(workflow.edit_refusal(self.situation))
        key = typed_goods.ANY if self.product is None else typed_goods.key(sequence)
        demand_editable(self.situation, {key})
        self.photographs = Photographs(self.row, self.product)
        return self._page(self.keeper.opened(self._sheet))

    def post(self, request, pk, sequence=None):
        self._read(pk, sequence)
        sheet, status = self._sheet(self.keeper.sent(request.POST, self._sheet)), 422
        self.photographs = Photographs(self.row, self.product, request)
        saved = []
        if sheet.is_valid() and self.photographs.is_valid(sheet.form):
            status = attempt(sheet.form, lambda: saved.append(self._save(sheet)), self.keeper)
        if self.keeper.is_stale:
            return self._side_by_side(sheet)
        if status:
            return self._page(sheet, status)
        said = _("บันทึกผลิตภัณฑ์ “%(name)s” แล้ว") % {"name": sheet.form.cleaned_data["name"]}
        messages.success(request, said)
        self.photographs.attach(self.by, self.on, request, saved[0])
        wants_another = request.POST.get("then") == "product"
        return redirect("product-new" if wants_another else "registration", pk)

    def _read(self, pk, sequence) -> None:
        self.product = None
        if sequence is None:
            self.row = registrations.form_of(self.by, pk)
        else:
            self.product = registrations.product_for(self.by, pk, sequence)
            self.row = self.product.registration
        if self.row.kind == Kind.CANCEL:
            raise Http404  # a cancellation asks nothing about products
        self.situation = situations.of_registration(self.by, self.row, self.on)
        form = "product-new" if sequence is None else typed_goods.key(sequence)
        self.keeper = Keeper(self, form, filing=self.row.filing, row=self.row)

    def _sheet(self, data=None) -> ProductSheet:
        return ProductSheet(
            data, row=self.product, version=self.row.version, today=calendar.day_of(self.on)
        )

    def _side_by_side(self, sheet):
        """Somebody was quicker: both versions, to choose from field by field."""
        keeper, number = self.keeper, self.product and self.product.sequence
        self._read(self.row.pk, number)
        keeper.row, choices = self.row, []
        if self.product:
            version = sheet.form.cleaned_data["version"]
            changed = mixing.changed_since(self.by, self.row, version, typed_goods.key(number))
            choices = mixing.of_sheet(self.product, sheet, changed)
        return mixing.page(self, keeper, choices, **self._frame())

    def _frame(self) -> dict:
        row, page = self.row, reverse("registration", args=(self.row.pk,))
        heading = self.product.name if self.product else _("เพิ่มผลิตภัณฑ์")
        crumbs = ((row.name or _("(ยังไม่กรอกชื่อ)"), page), (heading, ""))
        return {
            "breadcrumb": filing_trail(self.by, row.filing, *crumbs),
            "heading": heading,
            "cancel_url": page,
        }

    def _page(self, sheet, status=200):
        row = self.row
        key = typed_goods.key(self.product.sequence) if self.product else typed_goods.ANY
        context = self._frame() | {
            "row": row,
            "keeper": self.keeper,
            "product": self.product,
            "standing": standing_of(self, row, self.situation),
            "sheet": sheet,
            "photographs": self.photographs,
            "parts": sheet.parts,
            **self._permits(sheet),
            "remarks": [
                remark
                for remark in row.remarks.all()
                if remark.field == key and remark.resolved_at is None
            ],
        }
        return self.render("registration/products/product.html", context, status=status)

    def _permits(self, sheet) -> dict:
        """What the law asks, and what of the stored product ends soon."""
        horizon, today = permits.horizon(self.by, self.on), calendar.day_of(self.on)
        groups = sheet.form.fields["product_group"].groups
        group = groups.get(self.product.product_group_id) if self.product else None
        return {
            "permits": [each for each in groups.values() if each.permit_names],
            "wanted": facts.wanted(self.product, group.permit_names if group else []),
            "expiring": facts.ending(self.product, horizon, today),
        }


class NewProduct(_ProductPage):
    def _save(self, sheet):
        return products.add(
            by=self.by, on=self.on, registration=self.row.pk,
            version=sheet.form.cleaned_data["version"],
            values=sheet.values(), held=sheet.held(),
        )  # fmt: skip


class EditProduct(_ProductPage):
    def _save(self, sheet):
        return products.edit(
            by=self.by, on=self.on, registration=self.row.pk,
            version=sheet.form.cleaned_data["version"], sequence=self.product.sequence,
            values=sheet.values(), held=sheet.held(),
        )  # fmt: skip


class _Drop(OfficerView):
    """POST ``version``: what was seen decides."""

    roles = frozenset({Role.DISTRICT})
    done = ""

    def post(self, request, pk, sequence):
        text = request.POST.get("version", "")
        version = int(text) if text.isdecimal() else 0
        self.do(by=self.by, on=self.on, registration=pk, version=version, sequence=sequence)
        messages.success(request, self.done)
        return redirect("registration", pk)


class RemoveProduct(_Drop):
    do = staticmethod(products.remove)
    done = gettext_lazy("ตัดผลิตภัณฑ์ออกแล้ว")


class KeepProduct(_Drop):
    do = staticmethod(products.keep)
    done = gettext_lazy("ผลิตภัณฑ์นี้ยังอยู่ในรายการ")
