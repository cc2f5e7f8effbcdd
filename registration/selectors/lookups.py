"""Lists that an office may edit: the same for everybody, so ``by`` is not asked for.

A row that is no longer used is offered only where it was chosen before (``also``).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from registration.models import (
    LegalForm,
    Producer,
    Product,
    ProductGroup,
    RegisteredProduct,
    Registration,
    ReturnReason,
    SalesChannel,
    Standard,
    SupportNeed,
)
from registration.models.lookups import Lookup
from registration.selectors import plan

# Fields that hold codes of a list instead of a key: the list, and where such a field stands.
CODED = {"channels": SalesChannel, "support_needs": SupportNeed}
_CODES_STAND_IN = {
    SalesChannel: (Registration, Producer, RegisteredProduct, Product),
    SupportNeed: (Registration, Producer),
    ReturnReason: (Registration,),
}
_CODED_IN = {**{model: name for name, model in CODED.items()}, ReturnReason: "decision_codes"}


FOR_RETURN, FOR_REJECT = "for_return", "for_reject"


def return_reasons(purpose: str) -> QuerySet[ReturnReason]:
    """The reasons that are offered for returning (``FOR_RETURN``) or rejecting (``FOR_REJECT``)."""
    return ReturnReason.objects.filter(is_active=True, **{purpose: True})


def legal_forms(also: int | None = None) -> QuerySet[LegalForm]:
    return LegalForm.objects.filter(Q(is_active=True) | Q(pk=also))


def product_groups(*also: int | None) -> QuerySet[ProductGroup]:
    return ProductGroup.objects.filter(Q(is_active=True) | Q(pk__in=also))


def standards(also: tuple[int, ...] = ()) -> QuerySet[Standard]:
    return Standard.objects.filter(Q(is_active=True) | Q(pk__in=also))


@dataclass(frozen=True)
class ProductLists:
    """What a product's form offers, by key: sub-groups (each with ``permit_names``, the permits
    that are good for it) and standards; and the sales channels.
    """

    groups: dict[int, ProductGroup]
    standards: dict[int, Standard]
    channels: dict[int, SalesChannel]


def of_product_form(
    group: int | None, held: Iterable[int] = (), channels: Iterable[str] = ()
) -> ProductLists:
    """All lists of a product's form in one query; retired rows only where they were chosen before:
    a sub-group, held standards, codes of channels.
    """
    groups = product_groups(group).annotate(
        _flag=F("law_compels"), _text=F("product_type"),
        _permit=Coalesce(F("permits__name"), Value("")),
        _then=Coalesce(F("permits__sequence"), Value(0)),
    )  # fmt: skip
    plain = {"_permit": Value(""), "_then": Value(0)}
    offered = standards(tuple(held)).annotate(_flag=F("is_permit"), _text=F("issuer"), **plain)
    ways = coded("channels", channels).annotate(_flag=F("is_export"), _text=Value(""), **plain)
    parts = [
        rows.order_by().annotate(_list=Value(n)).values_list(
            "_list", "pk", "code", "name", "sequence", "_flag", "_text", "_permit", "_then"
        )
        for n, rows in enumerate((groups, offered, ways))
    ]  # fmt: skip
    lists = ProductLists({}, {}, {})
    rows = parts[0].union(*parts[1:], all=True).order_by("sequence", "code", "_then")
    for which, pk, code, name, _sequence, flag, text, permit, _then in rows:
        row = {"pk": pk, "code": code, "name": name}
        if which == 0:
            found = lists.groups.setdefault(
                pk, ProductGroup(**row, law_compels=flag, product_type=text)
            )
            found.permit_names = [*getattr(found, "permit_names", ()), *filter(None, [permit])]
        elif which == 1:
            lists.standards[pk] = Standard(**row, is_permit=flag, issuer=text)
        else:
            lists.channels[pk] = SalesChannel(**row, is_export=flag)
    return lists


def of_products() -> list[tuple[str, str, str]]:
    """What products are found by, as ``(part, code, name)`` in the lists' order: sub-groups, whose
    part is their product type, standards (STANDARD) and permits (PERMIT). One query.
    """
    kind = Case(When(is_permit=True, then=Value("PERMIT")), default=Value("STANDARD"))
    parts = [
        rows.filter(is_active=True).order_by().annotate(part=part)
        .values_list("part", "sequence", "code", "name")
        for rows, part in ((ProductGroup.objects, F("product_type")), (Standard.objects, kind))
    ]  # fmt: skip
    rows = parts[0].union(parts[1], all=True).order_by("sequence", "code")
    return [(part, code, name) for part, _sequence, code, name in rows]


def coded(name: str, also: Iterable[str] = ()) -> QuerySet[Lookup]:
    """The list of a field of ``CODED``, in its order."""
    return CODED[name].objects.filter(Q(is_active=True) | Q(code__in=list(also)))


def coded_lists(also: Mapping[str, Iterable[str]]) -> dict[str, list[Lookup]]:
    """The lists of all fields that ``also`` names, each as ``coded`` gives it: one query."""
    flags = {"channels": F("is_export")}
    parts = [
        coded(name, codes)
        .order_by()
        .annotate(_field=Value(name), _flag=flags.get(name, Value(False)))
        .values_list("_field", "code", "name", "sequence", "_flag")
        for name, codes in also.items()
    ]
    found: dict[str, list[Lookup]] = {name: [] for name in also}
    for field, code, name, _sequence, flag in (
        parts[0].union(*parts[1:], all=True).order_by("sequence", "code")
    ):
        extra = {"is_export": flag} if field in flags else {}
        found[field].append(CODED[field](code=code, name=name, **extra))
    return found


def in_order(name: str, codes: Iterable[str]) -> tuple[list[str], set[str]]:
    """Codes of a field of ``CODED`` in the order of its list, retired ones too, and those that
    stand in no list.
    """
    wanted = set(codes)
    if not wanted:
        return [], set()
    codes_of = CODED[name].objects.values_list("code", flat=True)
    known = plan.once(f"codes of {name}", lambda: list(codes_of))
    return [code for code in known if code in wanted], wanted - set(known)


def code_names() -> dict[str, dict[str, str]]:
    """The name of every code, retired or not, for each field of ``CODED``; asked once for a page
    that is drawn.
    """
    return plan.once("code names", _code_names)


def _code_names() -> dict[str, dict[str, str]]:
    parts = [
        model.objects.order_by().annotate(field=Value(name)).values_list("field", "code", "name")
        for name, model in CODED.items()
    ]
    found: dict[str, dict[str, str]] = {name: {} for name in CODED}
    for field, code, name in parts[0].union(*parts[1:], all=True):
        found[field][code] = name
    return found


def has_export(codes: Iterable[str]) -> bool:
    """Whether one of the sales channels is an export."""
    abroad = SalesChannel.objects.filter(is_export=True).values_list("code", flat=True)
    return not set(codes).isdisjoint(plan.once("export channels", lambda: list(abroad)))


def is_used(row: Lookup) -> bool:
    """Whether any form or register row names it, in whatever area."""
    links = [
        each
        for each in row._meta.get_fields(include_hidden=True)
        # What the row itself names (a group its permits) is no use of the row.
        if each.one_to_many and each.related_model._meta.auto_created is not type(row)
    ]
    if any(
        link.related_model.objects.filter(**{link.field.name: row.pk}).exists() for link in links
    ):
        return True
    field = _CODED_IN.get(type(row), "")
    # As text: SQLite cannot look into a list, and stores what is not ASCII escaped.
    spelled = {json.dumps(row.code), json.dumps(row.code, ensure_ascii=False)}
    return any(
        model.objects.filter(**{f"{field}__icontains": text}).exists()
        for model in _CODES_STAND_IN.get(type(row), ())
        for text in spelled
    )
