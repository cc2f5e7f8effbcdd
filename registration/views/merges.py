"""A duplicate that ends in another producer: which of its products go on there."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import Role
from registration.errors import Refused
from registration.guards import OfficerView
from registration.selectors import merges, registrations
from registration.services import merges as merging


def offer(row, editable) -> dict | None:
    """What ``registration/merges/products.html`` shows as ``merge`` on the page of ``row``: only
    to the district that still edits it.
    """
    if not merges.is_merge(row) or editable is not workflow.ALL_FIELDS:
        return None
    if row.merge_into_id == row.producer_id:
        return None  # the page says that it is the wrong number
    products = [
        {"product": product, "is_there": is_there}
        for product, is_there in merges.products_to_take(row)
    ]
    return {
        "survivor": row.merge_into,
        "registration": merges.survivors_registration(row),
        "products": products,
        "may_take": any(not each["is_there"] for each in products),
    }


class TakeProducts(OfficerView):
    roles = frozenset({Role.DISTRICT})

    def post(self, request, pk):
        row = registrations.form_of(self.by, pk)
        chosen = request.POST.getlist("product")
        try:
            target, n = merging.take_products(
                by=self.by, on=self.on, registration=pk, chosen=chosen
            )
        except Refused as error:
            if error.refusal.rule != "nothing_chosen":
                raise
            # Boxes forgotten, or sent twice: told where they stand.
            messages.error(request, error.refusal.sentence)
            return redirect("registration", pk)
        messages.success(
            request,
            _("เพิ่มผลิตภัณฑ์ %(n)d รายการในรายการปรับปรุงของ %(name)s แล้ว ตรวจแล้วยื่นรายการนั้นด้วย")
            % {"n": n, "name": row.merge_into.name},
        )
        return redirect("registration", target.pk)
