"""Window orders: the letters that set the plan. The department writes, everybody reads."""

from django.contrib import messages
from django.core.files.storage import storages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role
from registration.forms.orders import Grid, OrderForm, ScanForm
from registration.guards import OfficerView
from registration.selectors import letters, plan
from registration.services import orders
from registration.views.crumbs import trail
from registration.views.downloads import sent
from registration.views.evidence import TYPES
from registration.views.order_checks import look
from registration.views.saving import attempt


class OrderList(OfficerView):
    def get(self, request):
        rows = letters.every()
        context = {
            "breadcrumb": trail((_("หนังสือกำหนดช่วงเวลา"), "")),
            "rows": [{"order": row, "standing": letters.standing(row, rows)} for row in rows],
            "may_write": self.by.is_department,
        }
        return self.render("registration/orders/list.html", context)


class OrderPage(OfficerView):
    """One order with its windows; POST withdraws it, for a reason."""

    def get(self, request, pk):
        return self.page(self, letters.order_for(pk), ScanForm())

    @staticmethod
    def page(view, order, form, status=200):
        """``form`` takes the letter itself while it is missing."""
        known = letters.every()
        days_off = plan.holidays(known_on=order.dated_on)
        superseding = letters.superseding(known)
        windows = [
            {
                "window": window,
                "computed": calendar.working_days(window.opens_on, window.closes_on, days_off),
                "by": superseding.get(window.pk),
            }
            for row in known
            if row.pk == order.pk
            for window in row.windows.all()
        ]
        context = {
            "breadcrumb": trail((_("หนังสือกำหนดช่วงเวลา"), reverse("orders")), (order.number, "")),
            "order": order,
            "standing": letters.standing(order, known),
            "windows": windows,
            "form": form if view.by.is_department and order.scan is None else None,
            "others": [row for row in known if row.pk != order.pk],
            "may_withdraw": view.by.is_department and order.withdrawn_at is None,
        }
        return view.render("registration/orders/order.html", context, status=status)

    def post(self, request, pk):
        orders.withdraw(
            by=self.by, on=self.on, order=pk, reason=request.POST.get("reason", "").strip()
        )
        messages.success(request, _("ถอนหนังสือแล้ว หนังสือฉบับก่อนหน้ามีผลแทน"))
        return redirect("order", pk)


class NewOrder(OfficerView):
    """Typed, looked at (``check``, or by a script while it is typed), recorded."""

    roles = frozenset({Role.DEPARTMENT})

    def get(self, request):
        year = calendar.QuarterCode.of(self.on).year
        return self._page(OrderForm(initial={"year": year}), Grid(prefix="w"))

    def post(self, request):
        form = OrderForm(request.POST, request.FILES)
        grid = Grid(request.POST, prefix="w")
        both = form.is_valid() & grid.is_valid()
        found = look(self.by, form, grid, self.on)
        if "check" in request.POST:
            return self._page(form, grid, found)
        if both and grid.check(form.cleaned_data["year"]) and self._is_read(form, found):
            values = dict(form.cleaned_data)
            del values["acknowledged"]
            windows = [orders.NewWindow(**row) for row in grid.filled(values.pop("year"))]
            made: list = []
            status = attempt(
                form,
                lambda: made.append(
                    orders.issue(by=self.by, on=self.on, windows=windows, **values)
                ),
            )
            if made:
                messages.success(request, _("บันทึกหนังสือแล้ว ตรวจวันทำการที่คำนวณได้เทียบกับหนังสือด้านล่าง"))
                return redirect("order", made[0].pk)
            return self._page(form, grid, found, status)
        return self._page(form, grid, found, status=422)

    def _is_read(self, form, found) -> bool:
        if found.mark == form.cleaned_data["acknowledged"] or not found.mark:
            return True
        form.add_error(None, _("มีข้อสังเกตที่ท่านยังไม่ได้รับทราบ อ่านแล้วทำเครื่องหมายรับทราบก่อนบันทึก"))
        return False

    def _page(self, form, grid, found=None, status=200):
        context = {
            "breadcrumb": trail((_("หนังสือกำหนดช่วงเวลา"), reverse("orders")), (_("บันทึกหนังสือ"), "")),
            "form": form,
            "formset": grid,
            "findings": found,
            "is_read": bool(found and found.mark) and form["acknowledged"].value() == found.mark,
            # A browser never fills a file in again.
            "lost_scan": form.is_bound and bool(form.files.get("scan")),
        }
        return self.render("registration/orders/new.html", context, status=status)


class AttachScan(OfficerView):
    """The letter of an order that was recorded without it."""

    roles = frozenset({Role.DEPARTMENT})
    http_method_names = ("post",)

    def post(self, request, pk):
        order = letters.order_for(pk)
        form = ScanForm(request.POST, request.FILES)
        if not form.is_valid():
            return OrderPage.page(self, order, form, status=422)
        orders.attach_scan(by=self.by, on=self.on, order=pk, scan=form.cleaned_data["scan"])
        messages.success(request, _("แนบสำเนาหนังสือแล้ว"))
        return redirect("order", pk)


class OrderScan(OfficerView):
    """The letter, for everybody signed in: to be saved, never drawn by our own pages."""

    def get(self, request, pk):
        scan = letters.order_for(pk).scan
        if scan is None:
            raise Http404
        try:
            with storages["evidence"].open(scan.path) as kept:
                content = kept.read()
        except FileNotFoundError as error:
            raise Http404 from error
        response = sent(content, f"otop-order-{pk}.{scan.file_type.lower()}", TYPES[scan.file_type])
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
