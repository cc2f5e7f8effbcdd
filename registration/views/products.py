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
from registration.selectors import registrations, situations
from registration.services import products, states
from registration.services.registrations import demand_editable
from registration.views.filings import filing_trail
from registration.views.registrations import standing_of
from registration.views.saving import attempt


class _ProductPage(OfficerView):
    """Reads the registration and, for ``sequence``, the product that is edited."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, pk, sequence=None):
        self._read(pk, sequence)
        states.demand(workflow.edit_refusal(self.situation))
        key = products.ANY if self.product is None else products.key(sequence)
        demand_editable(self.situation, {key})
        return self._page(self._sheet())

    def post(self, request, pk, sequence=None):
        self._read(pk, sequence)
        sheet, status = self._sheet(request.POST), 422
        if sheet.is_valid():
            status = attempt(sheet.form, lambda: self._save(sheet))
        if status:
            return self._page(sheet, status)
        messages.success(request, _("บันทึกผลิตภัณฑ์แล้ว"))
        return redirect("registration", pk)

    def _read(self, pk, sequence) -> None:
        self.row = registrations.registration_for(self.by, pk)
        if self.row.kind == Kind.CANCEL:
            raise Http404  # a cancellation asks nothing about products
        self.product = None
        if sequence is not None:
            self.product = self._product_of(sequence)
        self.situation = situations.of_registration(self.by, self.row, self.on)

    def _product_of(self, sequence):
        for product in self.row.products.all():
            if product.sequence == sequence:
                return product
        raise Http404

    def _sheet(self, data=None) -> ProductSheet:
        return ProductSheet(
            data, row=self.product, version=self.row.version, today=calendar.day_of(self.on)
        )

    def _page(self, sheet, status=200):
        row, page = self.row, reverse("registration", args=(self.row.pk,))
        heading = self.product.name if self.product else _("เพิ่มผลิตภัณฑ์")
        crumbs = ((row.name or _("(ยังไม่กรอกชื่อ)"), page), (heading, ""))
        key = products.key(self.product.sequence) if self.product else products.ANY
        context = {
            "breadcrumb": filing_trail(self.by, row.filing, *crumbs),
            "heading": heading,
            "row": row,
            "product": self.product,
            "standing": standing_of(self, row, self.situation),
            "form": sheet.form,
            "materials": sheet.materials,
            "standards": sheet.standards,
            "remarks": [
                remark
                for remark in row.remarks.all()
                if remark.field == key and remark.resolved_at is None
            ],
            "cancel_url": page,
        }
        return self.render("registration/products/product.html", context, status=status)


class NewProduct(_ProductPage):
    def _save(self, sheet) -> None:
        products.add(
            by=self.by, on=self.on, registration=self.row.pk,
            version=sheet.form.cleaned_data["version"],
            values=sheet.values(), standards=sheet.held(),
        )  # fmt: skip


class EditProduct(_ProductPage):
    def _save(self, sheet) -> None:
        products.edit(
            by=self.by, on=self.on, registration=self.row.pk,
            version=sheet.form.cleaned_data["version"], sequence=self.product.sequence,
            values=sheet.values(), standards=sheet.held(),
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
