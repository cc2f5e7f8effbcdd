"""One producer of the register: what is certified now, every quarter, and what was done."""

from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar
from registration.forms.sections import SECTIONS, applies
from registration.guards import OfficerView
from registration.selectors import evidence, histories, register
from registration.views import departures, facts, telling, wording
from registration.views.crumbs import trail
from registration.views.filings import WORKERS
from registration.views.pages import address

_SIZE = 50
# What belongs to a registration, not to the producer.
_NOT_HELD = ("informant", "proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_paper_seen",
             "declared")  # fmt: skip


class _Page(OfficerView):
    roles = WORKERS

    def _trail(self, producer, *places) -> list[dict]:
        here = reverse("producer", args=(producer.number,)) if places else ""
        return trail((_("ทะเบียน"), reverse("register")), (producer.name, here), *places)


class ProducerPage(_Page):
    def get(self, request, number):
        producer = register.producer_for(self.by, number)
        products, today = list(producer.products.all()), calendar.day_of(self.on)
        registrations = list(register.registrations_of(self.by, producer))
        keys = [row.pk for row in registrations]
        sections = _sections(producer)
        pictures = evidence.pictures(producer)
        context = {
            "breadcrumb": self._trail(producer),
            "producer": producer,
            "sections": [each for each in sections if each["fields"]],
            "unfilled": [each["title"] for each in sections if not each["fields"]],
            "products": [
                {**facts.of(each, today), "pictures": pictures.get(each.pk, [])}
                for each in products
                if each.is_active
            ],
            "own_pictures": pictures.get(None, []),
            "dropped": [each for each in products if not each.is_active],
            "registrations": registrations,
            "sides": _sides(registrations),
            "old": keys[-1] if len(keys) > 1 else (keys or [""])[0],
            "leaving": departures.panel(self, producer, registrations),
        }
        return self.render("registration/register/producer.html", context)


class Compare(_Page):
    """``?a=`` and ``?b=``: keys of two registrations, or ``now`` for the register."""

    def get(self, request, number):
        producer = register.bare(self.by, number)
        registrations = list(register.registrations_of(self.by, producer))
        old, new = (request.GET.get(name) or histories.NOW for name in ("a", "b"))
        found = histories.compared(self.by, producer, old, new)
        sides = _sides(registrations)
        names = dict(sides)
        products = [_pair(each) for each in found.products]
        context = {
            "breadcrumb": self._trail(producer, (_("เปรียบเทียบ"), "")),
            "producer": producer,
            "sides": sides,
            "old": old,
            "new": new,
            "old_name": names[old],
            "new_name": names[new],
            "changes": wording.changes(found.fields),
            "has_products": found.has_products,
            "products": [each for each in products if each["is_other"]],
            "same": [each["name"] for each in products if not each["is_other"]],
        }
        return self.render("registration/register/compare.html", context)


class History(_Page):
    """``?before=`` goes on from an entry, so that new ones shift no page."""

    def get(self, request, number):
        producer = register.bare(self.by, number)
        keys = [row.pk for row in register.registrations_of(self.by, producer)]
        text = request.GET.get("before", "")
        before = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
        rows = histories.entries(self.by, producer, keys, before=before)
        found = list(rows[: _SIZE + 1])
        shown = found[:_SIZE]
        context = {
            "breadcrumb": self._trail(producer, (_("ประวัติ"), "")),
            "producer": producer,
            "entries": telling.told(self.by, shown),
            "previous_url": address(request, before=None) if before else "",
            "next_url": address(request, before=shown[-1].pk) if len(found) > _SIZE else "",
        }
        return self.render("registration/register/history.html", context)


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
        blank = [each["label"] for each in fields if not each["value"]]
        if fields:
            filled = [each for each in fields if each["value"]]
            found.append({"title": str(section.title), "fields": filled, "blank": blank})
    return found


def _sides(registrations) -> list[tuple[str, str]]:
    """What can be compared, as ``(key, name)``: the register, then every quarter."""
    text = _("%(quarter)s %(kind)s (%(state)s)")
    return [
        (histories.NOW, _("ทะเบียนปัจจุบัน")),
        *(
            (
                str(row.pk),
                text % {
                    "quarter": row.quarter_id, "kind": row.get_kind_display(),
                    "state": row.get_state_display(),
                },
            )
            for row in registrations
        ),
    ]  # fmt: skip


def _pair(pair) -> dict:
    return {
        "name": (pair.new or pair.old).name,
        "is_added": pair.old is None,
        "is_gone": pair.new is None,
        "is_other": pair.old is None or pair.new is None or bool(pair.differences),
        "changes": wording.changes(pair.differences),
    }
