"""What papers are made of: the form's tables, and what was received at the counter."""

from datetime import date, timedelta

from django.db.models import Field, Model, QuerySet, Value
from django.db.models.functions import TruncDate

from registration import calendar
from registration.enums import RegistrationState
from registration.models import HOLDINGS, LegalForm, RegisteredProduct, Registration
from registration.scoping import Jurisdiction
from registration.selectors import lookups, plan, registrations

# Recalled or withdrawn: what was received then is not in the officer's hands any more.
_NOT_RECEIVED = (RegistrationState.DRAFT, RegistrationState.WITHDRAWN)


def blank() -> tuple[Registration, RegisteredProduct]:
    """Rows with the form's fields and nothing in them, never stored."""
    return Registration(), RegisteredProduct()


def choices() -> dict[str, list[tuple[str, str, bool]]]:
    """The lists that an office may edit and that the form offers as boxes to tick, by field, as
    ``(code, name, in use)`` in the list's order. One query, asked once for a page.
    """
    return plan.once("paper choices", _choices)


def _choices() -> dict[str, list[tuple[str, str, bool]]]:
    lists = {"legal_form": LegalForm, **lookups.CODED}
    parts = [
        model.objects.order_by().annotate(field=Value(name))
        .values_list("field", "sequence", "code", "name", "is_active")
        for name, model in lists.items()
    ]  # fmt: skip
    found: dict[str, list] = {name: [] for name in lists}
    rows = parts[0].union(*parts[1:], all=True).order_by("sequence", "code")
    for field, _sequence, code, name, is_active in rows:
        found[field].append((code, name, is_active))
    return found


def held(product: RegisteredProduct) -> list[tuple[str, list[Field], list[Model]]]:
    """Each kind of thing that a product holds: its name, its columns, the product's rows of it (it
    came with them; a blank one has none).
    """
    return [
        (
            holding.name,
            [holding.details._meta.get_field(name) for name in holding.fields],
            list(getattr(product, holding.name).all()) if product.pk else [],
        )
        for holding in HOLDINGS
    ]


def is_received(row: Registration) -> bool:
    return row.submitted_at is not None and row.state not in _NOT_RECEIVED


def received_days(by: Jurisdiction, district: str, quarter: str) -> list[date]:
    """Bangkok days on which a filing received something, newest first."""
    rows = _received(registrations.visible(by), district, quarter)
    rows = rows.annotate(day=TruncDate("submitted_at", tzinfo=calendar.BANGKOK))
    return list(rows.order_by("-day").values_list("day", flat=True).distinct())


def received(by: Jurisdiction, district: str, quarter: str, day: date) -> QuerySet[Registration]:
    """What a filing received on a day, whole, in filing order."""
    first, last = calendar.start_of(day), calendar.start_of(day + timedelta(days=1))
    rows = _received(registrations.whole(by), district, quarter)
    return rows.filter(submitted_at__gte=first, submitted_at__lt=last).order_by("sequence")


def _received(rows: QuerySet[Registration], district: str, quarter: str) -> QuerySet[Registration]:
    rows = rows.filter(quarter=quarter, filing__district=district, submitted_at__isnull=False)
    return rows.exclude(state__in=_NOT_RECEIVED)
