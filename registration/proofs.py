"""Which evidence a registration is asked for, and what of it is still missing (DOMAIN §3.5).

Plain rules over rows that are read already; they run no query. Which kinds there are, for whom and
whether they are required are rows of a list that the department keeps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registration.enums import EvidenceAbout, EvidenceDemand, Informant, Kind
from registration.problems import Problem

KEY = "evidence"  # the key of a grant, a remark or a problem about evidence


@dataclass(frozen=True)
class Ask:
    """One kind that is asked for, of the producer or of one ``product``, with what was given."""

    kind: object
    product: object | None
    given: tuple

    @property
    def is_required(self) -> bool:
        return self.kind.demand == EvidenceDemand.REQUIRED

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.given

    @property
    def is_seen(self) -> bool:
        return any(each.seen_original for each in self.given)

    @property
    def files(self) -> list:
        return [each for each in self.given if each.file_id]

    @property
    def place(self) -> str:
        """Where it is given: ``evidence``, ``product-2.evidence``."""
        return f"product-{self.product.sequence}.{KEY}" if self.product else KEY

    @property
    def anchor(self) -> str:
        """Its name on the page of all evidence."""
        code = self.kind.code.replace(".", "-")
        return f"{code}-{self.product.sequence}" if self.product else code


def asked(kinds: Iterable, row, products: Sequence, given: Iterable) -> list[Ask]:
    """What ``row`` is asked for, the producer's own first, in the order of ``kinds``.

    ``given`` are the registration's evidence rows. Nothing is asked of a cancellation nor of a
    product that is made no longer.
    """
    if row.kind == Kind.CANCEL:
        return []
    made = [product for product in products if not product.dropped]
    kinds, given = list(kinds), list(given)
    wanted = [(kind, None) for kind in kinds if _of_producer(kind, row, made)]
    wanted += [(kind, product) for product in made for kind in kinds
               if _of_product(kind, row, product)]  # fmt: skip
    return [Ask(kind, product, _given(given, kind, product)) for kind, product in wanted]


def photograph(kinds: Iterable, row):
    """The first kind of picture that every product of ``row`` is asked for, or ``None``."""
    for kind in kinds:
        of_each = kind.about == EvidenceAbout.PRODUCT and kind.product_group_id is None
        if of_each and kind.pictures_only and _concerns(kind, row):
            return kind
    return None


def left_over(asks: Iterable[Ask], given: Iterable) -> list:
    """Evidence that was given and is no longer asked for: the form or the list has changed."""
    known = {each.pk for ask in asks for each in ask.given}
    return [each for each in given if each.pk not in known]


def problems(asks: Iterable[Ask]) -> list[Problem]:
    """A problem for every required kind that was not given."""
    return [Problem(ask.place, _sentence(ask.kind)) for ask in asks if ask.is_missing]


def _of_producer(kind, row, products) -> bool:
    if kind.about != EvidenceAbout.REGISTRATION or not _concerns(kind, row):
        return False
    group = kind.product_group_id
    return group is None or any(product.product_group_id == group for product in products)


def _of_product(kind, row, product) -> bool:
    if kind.about != EvidenceAbout.PRODUCT or not _concerns(kind, row):
        return False
    return kind.product_group_id in (None, product.product_group_id)


def _concerns(kind, row) -> bool:
    return (
        kind.is_active
        and kind.producer_type in ("", row.producer_type)
        and kind.legal_form_id in (None, row.legal_form_id)
        and (row.informant == Informant.PROXY or not kind.only_proxy)
    )


def _given(given, kind, product) -> tuple:
    owner = product.pk if product else None
    return tuple(each for each in given if each.kind_id == kind.pk and each.product_id == owner)


def _sentence(kind) -> str:
    words = {"kind": kind.name}
    if not kind.keeps_copy:
        return _("ขอดู%(kind)sฉบับจริง แล้วทำเครื่องหมายว่าเห็นแล้ว") % words
    if kind.pictures_only:
        return _("แนบ%(kind)sอย่างน้อยหนึ่งภาพ") % words
    if kind.accepts_seen:
        return _("แนบ%(kind)s หรือทำเครื่องหมายว่าเห็นต้นฉบับแล้ว") % words
    return _("แนบ%(kind)sอย่างน้อยหนึ่งไฟล์") % words
