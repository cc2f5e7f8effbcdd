"""What a province has to look at itself among the submitted registrations, and why; the rest was
carried from the register unchanged.

Read in a few statements, as many for a whole province as for one row: columns and not rows, so that
what lies in the register and what was filed is compared without a thousand objects.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from registration import proofs
from registration.enums import (
    Concern,
    FilingState,
    Informant,
    Kind,
    ProducerType,
    RegistrationState,
)
from registration.models import (
    HOLDINGS,
    DuplicateDecision,
    DuplicateInquiry,
    ProducerDetails,
    ProducerEvidence,
    Product,
    ProductDetails,
    RegisteredEvidence,
    RegisteredProduct,
    Registration,
    SampledRegistration,
    detail_names,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import evidence

# Who came to say it tells nothing about the producer; a proxy of today does concern the province.
_INFORMANT = ("informant", "proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_paper_seen")
# Encrypted each time anew: of citizen IDs the keyed index is compared.
_OF_PRODUCER = (
    *(n for n in detail_names(ProducerDetails) if n not in (*_INFORMANT, "citizen_id")),
    "citizen_id_index",
    *_INFORMANT,
)
_OF_PRODUCT = detail_names(ProductDetails)
_TOLD = (
    "pk", "version", "filing_id", "filing__district_id", "filing__district__name", "quarter_id",
    "sequence", "name", "kind", "producer_type", "legal_form_id", "informant", "submitted_at",
    "producer_id", "producer__number", "producer__district_id", "carried_from_id", "kept_warnings",
    "decision_reason",
)  # fmt: skip
_ASKED = ("is_alike", "is_asked", "is_wrong", "is_drawn", "is_checked", "leaves_out", "is_mine")


@dataclass(frozen=True)
class Found:
    """A submitted registration in a list of the province. ``is_drawn``: it stands in a sample as
    it is now; ``is_mine``: whoever asks has had a hand in it.
    """

    pk: int
    version: int
    filing: int
    district: str
    district_name: str
    quarter: str
    sequence: int
    name: str
    kind: str
    producer_type: str
    number: str
    submitted_at: datetime
    n_products: int
    concerns: tuple[Concern, ...]
    is_drawn: bool
    is_checked: bool
    is_mine: bool

    @property
    def is_clean(self) -> bool:
        return not self.concerns

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in every list."""
        return self.district, self.sequence

    @property
    def reference(self) -> str:
        return Registration.reference_of(self.quarter, self.district, self.sequence)

    @property
    def type_label(self) -> str:
        return ProducerType(self.producer_type).label if self.producer_type else ""


def waiting(by: Jurisdiction, *, quarter: str, province: str, district: str = "") -> list[Found]:
    """The submitted registrations of handed-over filings with what concerns the province in each,
    by district and sequence.
    """
    rows = _submitted(by, quarter, province, district)
    registered = [f"producer__{name}" for name in _OF_PRODUCER]
    read = _annotated(by, rows).values_list(*_TOLD, *_ASKED, *_OF_PRODUCER, *registered)
    read = list(read.order_by("filing__district", "sequence"))
    if not read:
        return []
    keys = rows.order_by().values("pk")
    goods = _goods(keys)
    papers = _papers(keys, rows.order_by().values("producer"), goods)
    kinds = evidence.kinds()
    return [_found(columns, goods, papers, kinds) for columns in read]


def counted(found: Sequence[Found]) -> Counter:
    """How many registrations each concern is about."""
    return Counter(concern for each in found for concern in each.concerns)


def _submitted(by, quarter: str, province: str, district: str) -> QuerySet[Registration]:
    rows = Registration.objects.filter(
        within(by, "filing__district"),
        quarter=quarter,
        filing__district__province=province,
        filing__state=FilingState.HANDED_OVER,
        state=RegistrationState.SUBMITTED,
    )
    return rows.filter(filing__district=district) if district else rows


def _annotated(by, rows: QuerySet[Registration]) -> QuerySet[Registration]:
    decided = DuplicateDecision.objects
    drawn = SampledRegistration.objects.filter(
        registration=OuterRef("pk"), version=OuterRef("version")
    )
    filed = RegisteredProduct.objects.filter(
        registration=OuterRef(OuterRef("pk")), product=OuterRef("pk")
    )
    made = Product.objects.filter(producer=OuterRef("producer"), is_active=True)
    mine = Registration.editors.through.objects.filter(
        registration=OuterRef("pk"), officer=by.officer_id
    )
    return rows.annotate(
        is_alike=Exists(decided.filter(registration=OuterRef("pk")))
        | Exists(decided.filter(other_registration=OuterRef("pk"))),
        is_asked=Exists(DuplicateInquiry.objects.filter(registration=OuterRef("pk"))),
        is_wrong=Exists(drawn.filter(is_wrong=True)),
        is_drawn=Exists(drawn),
        is_checked=Exists(drawn.filter(checked_at__isnull=False)),
        leaves_out=Exists(made.filter(~Exists(filed))),
        is_mine=Exists(mine),
    )


@dataclass(frozen=True)
class _Good:
    """A filed product, and how it stands to the register's."""

    pk: int
    product: int | None
    dropped: bool
    product_group_id: int | None
    is_same: bool


def _goods(keys) -> dict[int, list[_Good]]:
    held = _held(keys)
    registered = [f"product__{name}" for name in _OF_PRODUCT]
    rows = RegisteredProduct.objects.filter(registration__in=keys).values_list(
        "registration_id", "pk", "product_id", "dropped", "product_group_id",
        "product__is_active", *_OF_PRODUCT, *registered,
    )  # fmt: skip
    goods: dict[int, list[_Good]] = defaultdict(list)
    n = len(_OF_PRODUCT)
    for row, pk, product, dropped, group, is_active, *values in rows.order_by("sequence"):
        is_same = (
            bool(is_active)
            and values[:n] == values[n:]
            and held["filed", pk] == held["registered", product]
        )
        goods[row].append(_Good(pk, product, dropped, group, is_same))
    return goods


def _held(keys) -> dict[tuple, Counter]:
    """What products hold, filed and registered, as sets that can be compared."""
    sides = (
        ("filed", RegisteredProduct, {"product__registration__in": keys}),
        ("registered", Product, {"product__registered__registration__in": keys}),
    )
    parts = [
        _columns(holding, holding.model_of(model).objects.filter(**condition), side)
        for side, model, condition in sides
        for holding in HOLDINGS
    ]
    held: dict[tuple, Counter] = defaultdict(Counter)
    for side, name, product, *values in parts[0].union(*parts[1:], all=True):
        held[side, product][(name, *values)] += 1
    return held


def _columns(holding, rows: QuerySet, side: str) -> QuerySet:
    what, *others = holding.fields
    same = {f"_{n}": F(name) for n, name in enumerate(others)}
    rows = rows.order_by().annotate(
        _side=Value(side), _name=Value(holding.name), _what=Cast(what, CharField()), **same
    )
    return rows.values_list("_side", "_name", "product_id", "_what", *same)


@dataclass(frozen=True)
class _Papers:
    """Evidence by registration; the files of each, and those of each producer in the register."""

    given: dict[int, list[SimpleNamespace]]
    files: dict[int, set]
    registered: dict[int, set]


def _papers(keys, producers, goods: dict[int, list[_Good]]) -> _Papers:
    mine = RegisteredEvidence.objects.filter(registration__in=keys).annotate(
        _filed=Value(1), _of=F("registration_id")
    )
    known = ProducerEvidence.objects.filter(
        Q(product__isnull=True) | Q(product__is_active=True),
        producer__in=producers,
        file__isnull=False,
    ).annotate(_filed=Value(0), _of=F("producer_id"))
    both = [
        rows.order_by().values_list("_filed", "_of", "product_id", "kind_id", "file_id")
        for rows in (mine, known)
    ]
    of_filed = {good.pk: good.product for own in goods.values() for good in own}
    papers = _Papers(defaultdict(list), defaultdict(set), defaultdict(set))
    for filed, of, product, kind, file in both[0].union(both[1], all=True):
        if not filed:
            papers.registered[of].add((product, kind, file))
            continue
        papers.given[of].append(SimpleNamespace(product_id=product, kind_id=kind))
        registered = of_filed.get(product)
        if file and (product is None or registered):  # a new product is a concern of its own
            papers.files[of].add((registered, kind, file))
    return papers


def _found(columns, goods, papers: _Papers, kinds) -> Found:
    told = SimpleNamespace(**dict(zip((*_TOLD, *_ASKED), columns, strict=False)))
    values = columns[len(_TOLD) + len(_ASKED) :]
    own = goods.get(told.pk, [])
    concerns = tuple(dict.fromkeys(_concerns(told, values, own, papers, kinds)))
    return Found(
        told.pk, told.version, told.filing_id, told.filing__district_id,
        told.filing__district__name, told.quarter_id, told.sequence, told.name, told.kind,
        told.producer_type, told.producer__number or "", told.submitted_at,
        sum(not each.dropped for each in own), concerns, told.is_drawn, told.is_checked,
        told.is_mine,
    )  # fmt: skip


def _concerns(told, values, own: list[_Good], papers: _Papers, kinds) -> Iterator[Concern]:
    """In the order of ``Concern``, which is that of the tags."""
    if told.kind == Kind.NEW:
        yield Concern.NEW
    elif told.kind == Kind.CANCEL:
        yield Concern.CANCELLED
    elif told.producer__district_id != told.filing__district_id:
        yield Concern.MOVED  # the register's row is another office's: it is not compared
    else:
        yield from _changes(told, values, own, papers)
    if told.carried_from_id:
        yield Concern.LAPSED
    asks = proofs.asked(kinds, told, own, papers.given.get(told.pk, ()))
    if any(ask.is_missing for ask in asks):
        yield Concern.MISSING
    if told.is_alike or told.is_asked:
        yield Concern.ALIKE
    if told.kept_warnings:
        yield Concern.WARNED
    if told.decision_reason:
        yield Concern.AGAIN
    if told.is_wrong:
        yield Concern.WRONG


def _changes(told, values, own: list[_Good], papers: _Papers) -> Iterator[Concern]:
    n = len(_OF_PRODUCER)
    filed, registered = values[:n], values[n:]
    if told.informant != Informant.PROXY:
        n -= len(_INFORMANT)
    if filed[:n] != registered[:n]:
        yield Concern.CHANGED
    if told.leaves_out or any(not (each.is_same or each.dropped) for each in own):
        yield Concern.PRODUCTS
    if any(each.dropped for each in own):
        yield Concern.DROPPED
    # A product that goes leaves its pictures with the filed form: no change of its own.
    dropped = {each.product for each in own if each.dropped}
    new = {each for each in papers.files[told.pk] if each[0] not in dropped}
    old = {each for each in papers.registered[told.producer_id] if each[0] not in dropped}
    if new != old:
        yield Concern.PAPERS
