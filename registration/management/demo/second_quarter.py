"""Quarter 2561-2 as it stands on the morning of 12 March 2561: half entered, nothing certified."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from registration.enums import CancelReason, Kind
from registration.management.demo import deciding, moments, offices, people
from registration.management.demo.first_quarter import SIZES, scaled, type_in
from registration.management.demo.moments import at
from registration.management.demo.producers import Maker
from registration.models import Producer, Registration
from registration.scoping import Jurisdiction
from registration.services import filings, products, registrations

QUARTER = "2561-2"
HANDED_OVER = ("3115", "3119", "3122")
NIL = "3120"
NOT_BEGUN = ("3112", "3117", "3121", "3123")
_OPENS, _YESTERDAY = date(2018, 1, 3), date(2018, 3, 9)  # the Friday before 12 March
_UPDATED = 0.2  # of the register, in two thirds of the window (DOMAIN §6.4: 10–25 %)
_NEW = 0.05
_DRAFT_EVERY = 4  # in districts that are still typing every fourth row is a draft
_UNFINISHED_EVERY = 8  # … and every eighth lacks something


def enter(*, scale: float) -> None:
    """Every district somewhere else: not begun, typing, handed over, or nothing to register."""
    rng = Random("second quarter")  # noqa: S311 - the same data on every machine
    officers = offices.districts()
    days = moments.office_days(_OPENS, _YESTERDAY)
    deeds: list[moments.Deed] = []
    for code, deed in _work(rng, officers, scale):
        moment = moments.some(rng, days, rush=False)
        deeds.append((moment, _doing(deed, officers[code], moment)))
    for n, district in enumerate((*HANDED_OVER, NIL)):
        moment = at(_YESTERDAY, 16, 5 + 5 * n)
        deeds.append((moment, _handing_over(officers[district], moment, district)))
    moments.perform(deeds)


def _work(rng: Random, officers, scale: float) -> list[tuple[str, Callable]]:
    """What is done in each district, as functions of ``by`` and ``on``."""
    busy = [district for district in SIZES if district not in (NIL, *NOT_BEGUN)]
    sizes = {district: scaled(SIZES[district] * _NEW, scale) for district in busy}
    # The IDs of new producers go on far above those of quarter 1.
    forms = Maker(rng, offices.PROVINCE, first=500_000).forms(sizes)
    work: list[tuple[str, Callable]] = []
    for district in busy:
        unfinished = district not in HANDED_OVER
        registered = list(
            Producer.objects.filter(district=district)
            .order_by("number")
            .values_list("number", flat=True)
        )
        rng.shuffle(registered)
        updates = scaled(len(registered) * _UPDATED, 1)
        deeds = [_entering(form) for form in forms if form.district == district]
        deeds += [_updating(rng, number, n) for n, number in enumerate(registered[:updates])]
        ends = [_Ending(n, unfinished) for n in range(1, len(deeds) + 1)]
        work += [(district, end.after(deed)) for end, deed in zip(ends, deeds, strict=True)]
        if len(registered) > updates:
            work.append((district, _cancelling(rng, registered[-1])))
    return work


class _Ending:
    """What happens to the n-th row of a district once it is typed."""

    def __init__(self, n: int, unfinished: bool):
        self.is_draft = unfinished and n % _DRAFT_EVERY == 0
        self.lacks = unfinished and n % _UNFINISHED_EVERY == 1

    def after(self, deed: Callable) -> Callable:
        def all_of_it(by: Jurisdiction, on) -> None:
            row = deed(by, on, lacks=self.lacks)
            if not (self.is_draft or self.lacks):
                later = on + timedelta(minutes=25)
                deciding.submit(by=by, on=later, registration=row.pk)

        return all_of_it


def _entering(form) -> Callable:
    def deed(by, on, *, lacks: bool) -> Registration:
        if lacks:  # the officer waits for the telephone number and the product
            form.values |= {"phone": "", "declared": False}
            form.products = form.products[1:]
        return type_in(by, on, form, QUARTER)

    return deed


def _updating(rng: Random, number: str, n: int) -> Callable:
    price = rng.randint(2, 20) * 50

    def deed(by, on, *, lacks: bool) -> Registration:
        values = {"phone": people.phone(700 + n), "declared": not lacks}
        if n % 2:
            values["site_road"] = "ถนนสายตัวอย่าง"
        row = registrations.enter(
            by=by,
            on=on,
            district=number[:4],
            quarter=QUARTER,
            kind=Kind.UPDATE,
            producer=number,
            values=values,
        )
        if n % 3 == 0:
            products.edit(
                by=by,
                on=on + timedelta(minutes=5),
                registration=row.pk,
                version=row.version,
                sequence=1,
                values={"retail_price": price},
            )
        elif n % 5 == 1 and row.products.count() > 1:
            products.remove(
                by=by,
                on=on + timedelta(minutes=5),
                registration=row.pk,
                version=row.version,
                sequence=2,
            )
        return row

    return deed


def _cancelling(rng: Random, number: str) -> Callable:
    reason = rng.choice((CancelReason.CEASED, CancelReason.REQUESTED, CancelReason.MOVED))

    def deed(by, on) -> None:
        row = registrations.enter(
            by=by,
            on=on,
            district=number[:4],
            quarter=QUARTER,
            kind=Kind.CANCEL,
            producer=number,
            values={"cancel_reason": reason, "declared": True},
        )
        deciding.submit(by=by, on=on + timedelta(minutes=5), registration=row.pk)

    return deed


def _doing(deed: Callable, by: Jurisdiction, moment) -> Callable:
    return lambda: deed(by, moment)


def _handing_over(by: Jurisdiction, moment, district: str) -> Callable:
    return lambda: filings.hand_over(
        by=by, on=moment, district=district, quarter=QUARTER, nil=district == NIL
    )
