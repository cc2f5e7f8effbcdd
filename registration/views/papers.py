"""Papers of the counter, to be printed: the form blank or filled, product details, receipts."""

from collections.abc import Callable
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from registration import calendar, enums
from registration.enums import Informant, Kind
from registration.errors import Refusal, Refused
from registration.forms.sections import SECTIONS, sections_of
from registration.guards import OfficerView
from registration.selectors import evidence, filings, papers, places, registrations
from registration.views import lines
from registration.views.crumbs import trail
from registration.views.filings import WORKERS, filing_trail


class Paper(OfficerView):
    """A page that is printed. Papers are Thai, whatever language the officer reads; citizen IDs
    are masked on them.
    """

    roles = WORKERS

    def printed(self, template: str, context: Callable[[], dict]):
        """``context`` is called where words are Thai."""
        with translation.override("th"):
            return self.render(template, context())

    def crumbs(self, row, title):
        page = reverse("registration", args=(row.pk,))
        name = row.name or _("(ยังไม่กรอกชื่อ)")
        return filing_trail(self.by, row.filing, (name, page), (title, ""))


class BlankForm(Paper):
    """Both parts of the form to be filled by hand, for every kind of producer."""

    def get(self, request):
        return self.printed("registration/papers/form.html", self._context)

    def _context(self):
        row, product = papers.blank()
        by = self.by
        kinds = [(False, kind.label) for kind in Kind]
        return {
            "breadcrumb": trail((_("แบบลงทะเบียนเปล่า"), "")),
            "heading": _("แบบลงทะเบียนเปล่า"),
            "row": None,
            "office": places.district_for(by.district) if by.district else None,
            "kinds": kinds,
            "parts": lines.parts(SECTIONS, row),
            "asks": [_blank_ask(name) for name in dict.fromkeys(k.name for k in evidence.kinds())],
            "informant": "",
            "products": [_product(product)],
        }


class FilledForm(Paper):
    """A registration as it stands on the form."""

    def get(self, request, pk):
        self.row = registrations.registration_for(self.by, pk)
        return self.printed("registration/papers/form.html", self._context)

    def _context(self):
        row = self.row
        made = [product for product in row.products.all() if not product.dropped]
        return {
            "breadcrumb": self.crumbs(row, _("แบบลงทะเบียน")),
            "heading": _("แบบลงทะเบียน"),
            "row": row,
            "office": row.filing.district,
            "kinds": [(kind == row.kind, kind.label) for kind in Kind],
            "parts": lines.parts(sections_of(row.kind), row),
            "asks": [_ask(ask) for ask in evidence.asks(row)],
            "informant": _informant(row),
            "products": [_product(product) for product in made] if row.kind != Kind.CANCEL else [],
        }


class ProductPaper(Paper):
    """The details of one product, with its pictures."""

    def get(self, request, pk, sequence):
        self.row = registrations.registration_for(self.by, pk)
        found = [each for each in self.row.products.all() if each.sequence == sequence]
        if not found:
            raise Http404
        self.product = found[0]
        return self.printed("registration/papers/product.html", self._context)

    def _context(self):
        row = self.row
        evidence.asks(row)  # reads what was given
        return {
            "breadcrumb": self.crumbs(row, _("แบบข้อมูลรายละเอียดผลิตภัณฑ์")),
            "row": row,
            "office": row.filing.district,
            "informant": _informant(row),
            "each": _product(self.product),
            "pictures": evidence.pictures(row).get(self.product.pk, []),
        }


class Receipt(Paper):
    """That a registration was received, by whom and with what; 409 before it is."""

    def get(self, request, pk):
        self.row = registrations.registration_for(self.by, pk)
        if not papers.is_received(self.row):
            sentence = _("ยังไม่ได้รับแบบของรายการนี้ ใบรับพิมพ์ได้เมื่อยื่นแบบแล้ว")
            raise Refused(Refusal("not_received", sentence))
        return self.printed("registration/papers/receipts.html", self._context)

    def _context(self):
        return {
            "breadcrumb": self.crumbs(self.row, _("ใบรับแบบลงทะเบียน")),
            "receipts": [_receipt(self.row)],
            "days": [],
            "day": None,
        }


class Receipts(Paper):
    """The receipts of a day in a district; ``?day=2018-03-12``, by default the newest."""

    def get(self, request, district, quarter):
        self.filing = filings.filing_for(self.by, district, quarter)
        return self.printed("registration/papers/receipts.html", self._context)

    def _context(self):
        where = (self.by, self.filing.district_id, self.filing.quarter_id)
        days = papers.received_days(*where)
        day = _day(self.request.GET.get("day", "")) or next(iter(days), None)
        rows = papers.received(*where, day) if day else []
        return {
            "breadcrumb": filing_trail(self.by, self.filing, (_("ใบรับแบบลงทะเบียน"), "")),
            "receipts": [_receipt(row) for row in rows],
            "days": days,
            "day": day,
        }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _receipt(row) -> dict:
    made = [product for product in row.products.all() if not product.dropped]
    asks = evidence.asks(row)
    return {
        "row": row,
        "office": row.filing.district,
        "words": enums.place_words(row.filing.district_id),
        "informant": _informant(row),
        "products": made if row.kind != Kind.CANCEL else [],
        "asks": [_ask(ask) for ask in asks if ask.given or ask.is_required],
        "received_on": calendar.day_of(row.submitted_at),
    }


def _product(product) -> dict:
    return {
        "product": product if product.pk else None,
        "parts": lines.product_parts(product),
        "tables": lines.product_tables(product),
    }


def _informant(row) -> str:
    return row.proxy_name if row.informant == Informant.PROXY else row.person_name


def _ask(ask) -> dict:
    """One kind of evidence with what became of it, in words."""
    of = f" ({ask.product.name})" if ask.product else ""
    found = []
    if ask.files:
        found.append(_("แนบไฟล์ %(n)d") % {"n": len(ask.files)})
    if ask.is_seen:
        found.append(_("เห็นต้นฉบับแล้ว"))
    return {
        "name": lines.thai(f"{ask.kind.name}{of}"),
        "is_given": bool(ask.given),
        "text": lines.thai(", ".join(found)) or (_("ยังไม่มี") if ask.is_required else _("ไม่มี")),
    }


def _blank_ask(name: str) -> dict:
    return {"name": lines.thai(name), "is_given": False, "text": ""}
