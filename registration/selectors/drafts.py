"""What the officers of a district have typed and not yet saved.

Who else is typing is said to the own office only; what was typed is its officer's alone.
``content`` is deferred everywhere, so that a list decrypts nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat

from registration.enums import Role
from registration.models import Filing, FormDraft, Officer, RegisteredProduct, Registration
from registration.scoping import Jurisdiction, jurisdiction_of, within

_FLAG = BooleanField()
_SECRETS = ("citizen_id", "proxy_citizen_id")
RECENT = timedelta(minutes=30)  # so long after the last key somebody is said to be typing


@dataclass(frozen=True)
class Around:
    """What an officer finds who opens a form: the own draft of it, and others of the office who
    are typing into the same registration, each once, latest first.
    """

    own: FormDraft | None
    others: list[FormDraft]


def visible(by: Jurisdiction) -> QuerySet[FormDraft]:
    rows = FormDraft.objects.defer("content").select_related("officer", "filing")
    if by.role != Role.DISTRICT:
        return rows.none()
    return rows.filter(within(by, "filing__district"))


def exist(registration: str = "pk") -> Exists:
    """For a query of registrations (or of rows whose ``registration`` path leads to one): whether
    anybody has typed into it. Nearly always nobody has, and then its page need not ask more.
    """
    return Exists(FormDraft.objects.filter(registration=OuterRef(registration)))


def noticed(by: Jurisdiction, filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """Filings with ``has_typing``: whether anything is typed in them and not counted."""
    typed = visible(by).select_related(None).filter(filing=OuterRef("pk"))
    return filings.annotate(has_typing=Exists(typed))


def of_filing(by: Jurisdiction, filing: Filing) -> list[FormDraft]:
    """Everything of a filing that is typed and not counted, latest first; ``is_gone`` says that
    somebody has removed the product meanwhile. Nothing is asked where ``noticed`` saw nothing.
    """
    if not getattr(filing, "has_typing", True):
        return []
    return _listed(visible(by).filter(filing=filing))


@dataclass(frozen=True)
class AtRow:
    """Drafts of one registration: all the own ones, and who else is typing now."""

    own: list[FormDraft]
    others: list[FormDraft]


def at_row(by: Jurisdiction, registration: Registration, on: datetime) -> AtRow:
    """The registration comes with ``has_typing``, or is asked about."""
    if not getattr(registration, "has_typing", True):
        return AtRow([], [])
    own = Q(officer=by.officer_id)
    found = _listed(visible(by).filter(own | _of_others(by, on), registration=registration))
    mine = [row for row in found if row.officer_id == by.officer_id]
    return AtRow(mine, _once(row for row in found if row not in mine))


def _listed(rows: QuerySet[FormDraft]) -> list[FormDraft]:
    products = RegisteredProduct.objects.annotate(
        form=Concat(Value("product-"), Cast("sequence", CharField()))
    ).filter(registration=OuterRef("registration"), form=OuterRef("form"))
    edits_product = Q(form__startswith="product-") & ~Q(form="product-new")
    rows = rows.annotate(is_gone=ExpressionWrapper(edits_product & ~Exists(products), _FLAG))
    rows = rows.select_related("registration")
    return list(rows.defer("content", *(f"registration__{name}" for name in _SECRETS)))


def others_at(by: Jurisdiction, registration: int | None, on: datetime) -> list[FormDraft]:
    """Who else is typing into a registration; nobody while it has not been saved."""
    if registration is None:
        return []
    return _once(visible(by).filter(_of_others(by, on), registration=registration))


def around(
    by: Jurisdiction, filing: Filing, registration: Registration | None, form: str, on: datetime
) -> Around:
    """One query for what a form page says about drafts, and none where the registration says that
    there are none (``has_typing``); nobody else is told of a new form.
    """
    if not getattr(registration, "has_typing", True):
        return Around(None, [])
    rows = visible(by).filter(filing=filing, registration=registration)
    own = Q(officer=by.officer_id, form=form)
    if registration is None:
        return Around(rows.filter(own).first(), [])
    found = list(rows.filter(own | _of_others(by, on)))
    mine = next((row for row in found if row.officer_id == by.officer_id), None)
    return Around(mine, _once(row for row in found if row.officer_id != by.officer_id))


def own(by: Jurisdiction, pk: int) -> FormDraft:
    """Raises ``FormDraft.DoesNotExist`` for anybody else's draft."""
    return visible(by).get(pk=pk, officer=by.officer_id)


def opener(officer: int, request_id: str = "") -> Jurisdiction | None:
    """Who opened a form, from the number that our own signature vouches for."""
    found = Officer.objects.select_related("province", "district").filter(
        pk=officer, is_active=True, must_change_password=False
    )
    return next((jurisdiction_of(row, request_id) for row in found), None)


def _of_others(by: Jurisdiction, on: datetime) -> Q:
    recent = Q(saved_at__gt=on - RECENT, saved_at__lte=on)
    return recent & ~Q(officer=by.officer_id)


def _once(rows) -> list[FormDraft]:
    """The latest of each officer."""
    latest: dict[int, FormDraft] = {}
    for row in rows:
        latest.setdefault(row.officer_id, row)
    return list(latest.values())
