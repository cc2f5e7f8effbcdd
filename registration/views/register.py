"""The register: what is certified now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from registration.forms.filters import RegisterFilter
from registration.forms.sections import SECTIONS, applies
from registration.guards import OfficerView
from registration.selectors import places, register
from registration.views import wording
from registration.views.crumbs import trail
from registration.views.filings import WORKERS
from registration.views.pages import address
from registration.views.registrations import timeline

_SIZE = 50
# What belongs to a registration, not to the producer.
_NOT_HELD = ("informant", "proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_paper_seen",
             "declared")  # fmt: skip


class Register(OfficerView):
    """By number; ``?after=`` goes on from a number, so that new producers shift no page."""

    roles = WORKERS

    def get(self, request):
        form = RegisterFilter(request.GET, areas=self._areas())
        form.is_valid()
        rows = register.search(self.by, **form.wanted())
        after = request.GET.get("after", "")[:12]
        if after:
            rows = rows.filter(number__gt=after)
        found = [] if form.errors else list(rows[: _SIZE + 1])
        shown = found[:_SIZE]
        more = len(found) > _SIZE
        context = {
            "breadcrumb": trail((_("ทะเบียน"), "")),
            "filter": form,
            "is_filtered": any(form.wanted().values()),
            "rows": shown,
            "previous_url": address(request, after=None) if after else "",
            "next_url": address(request, after=shown[-1].number) if more else "",
        }
        return self.render("registration/register/register.html", context)

    def _areas(self) -> list[tuple[str, str]]:
        """The parts of the own area; a district has none to choose from."""
        if self.by.area == "th":
            return [(row.pk, row.name) for row in places.provinces()]
        if self.by.district:
            return []
        return [(row.pk, row.name) for row in places.districts(self.by.province)]


class ProducerPage(OfficerView):
    roles = WORKERS

    def get(self, request, number):
        producer = register.producer_for(self.by, number)
        products = list(producer.products.all())
        context = {
            "breadcrumb": trail((_("ทะเบียน"), reverse("register")), (producer.name, "")),
            "producer": producer,
            "sections": _sections(producer),
            "products": [_product(each) for each in products if each.is_active],
            "dropped": [each for each in products if not each.is_active],
            "registrations": list(register.registrations_of(self.by, producer)),
            "entries": timeline(self.by, "producer", producer.pk),
        }
        return self.render("registration/register/producer.html", context)


def _sections(producer) -> list[dict]:
    found = []
    for section in SECTIONS:
        names = [
            name for name in section.names if name not in _NOT_HELD and applies(name, producer)
        ]
        fields = [
            {"label": wording.label(producer, name), "value": wording.said(producer, name)}
            for name in names
        ]
        if fields:
            found.append({"title": section.title, "fields": fields})
    return found


def _product(product) -> dict:
    return {
        "product": product,
        "price": wording.said(product, "retail_price"),
        "capacity": wording.said(product, "capacity"),
        "materials": wording.said(product, "materials"),
    }
