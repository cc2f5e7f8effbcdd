"""Window orders: the letters that set the plan. The department writes, everybody reads."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role
from registration.errors import Incomplete
from registration.forms import problems
from registration.forms.orders import Grid, OrderForm
from registration.guards import OfficerView
from registration.selectors import letters, plan
from registration.services import orders
from registration.views.crumbs import trail


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
        order = letters.order_for(pk)
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
            "may_withdraw": self.by.is_department and order.withdrawn_at is None,
        }
        return self.render("registration/orders/order.html", context)

    def post(self, request, pk):
        orders.withdraw(
            by=self.by, on=self.on, order=pk, reason=request.POST.get("reason", "").strip()
        )
        messages.success(request, _("ถอนหนังสือแล้ว หนังสือฉบับก่อนหน้ามีผลแทน"))
        return redirect("order", pk)


class NewOrder(OfficerView):
    roles = frozenset({Role.DEPARTMENT})

    def get(self, request):
        year = calendar.QuarterCode.of(self.on).year
        return self._page(OrderForm(initial={"year": year}), Grid(prefix="w"))

    def post(self, request):
        form, grid = OrderForm(request.POST), Grid(request.POST, prefix="w")
        both = form.is_valid() & grid.is_valid()
        if both and grid.check(form.cleaned_data["year"]):
            values = dict(form.cleaned_data)
            windows = [orders.NewWindow(**row) for row in grid.filled(values.pop("year"))]
            try:
                order = orders.issue(by=self.by, on=self.on, windows=windows, **values)
            except Incomplete as error:
                problems.show(form, error.problems)
            else:
                messages.success(request, _("บันทึกหนังสือแล้ว ตรวจวันทำการที่คำนวณได้เทียบกับหนังสือด้านล่าง"))
                return redirect("order", order.pk)
        return self._page(form, grid, status=422)

    def _page(self, form, grid, status=200):
        context = {
            "breadcrumb": trail((_("หนังสือกำหนดช่วงเวลา"), reverse("orders")), (_("บันทึกหนังสือ"), "")),
            "form": form,
            "formset": grid,
        }
        return self.render("registration/orders/new.html", context, status=status)
