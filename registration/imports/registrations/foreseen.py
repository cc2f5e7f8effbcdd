"""What the rows would still lack before they can be submitted, and what seems odd: said beside the
cells, and nothing is refused for it.
"""

from collections.abc import Iterable, Iterator, Mapping

from registration import cautions, eligibility
from registration.imports.registrations import stored
from registration.imports.registrations.binding import Reading
from registration.imports.registrations.comparing import Finding
from registration.imports.registrations.gathering import Line, column_of
from registration.imports.registrations.goods_compared import Plan
from registration.models import (
    Filing,
    ProductDetails,
    RegisteredProduct,
    RegisteredStandard,
    details_of,
)
from registration.selectors import permits


def warn(findings: Iterable[Finding], reading: Reading, filing: Filing) -> None:
    """Add warnings to the lines of what is to be done."""
    findings = list(findings)
    products = {id(each): list(_foreseen(each)) for each in findings}
    accepted = permits.accepted(
        product for made in products.values() for product, _plan in made if not product.dropped
    )
    middle = (filing.district.latitude, filing.district.longitude)
    known = None if None in middle else middle
    for found in findings:
        made = products[id(found)]
        for product, _plan in made:
            product.accepted = accepted.get(product.product_group_id, [])
        _warn(found, made, reading, filing, known)


def _warn(found: Finding, made: list, reading: Reading, filing: Filing, middle) -> None:
    lines: Mapping[str, Line] = {
        f"product-{product.sequence}": plan.bound.line for product, plan in made if plan
    }
    rows = [product for product, _plan in made]
    problems = eligibility.problems(found.result, rows, filing.district_id, reading.today)
    problems += cautions.of(found.result, middle, reading.today)
    for problem in problems:
        which, _dot, place = problem.place.rpartition(".")
        line = lines.get(which) if which else found.line
        if line is not None:
            _blame(line, place, problem.sentence, reading)


def _blame(line: Line, place: str, sentence: str, reading: Reading) -> None:
    sheet = reading.sheets[line.sheet]
    key = place if line.has(place) and place in reading.by_key[line.sheet] else "name"
    line.blame(column_of(sheet, key), sentence, is_warning=True)


def _foreseen(found: Finding) -> Iterator[tuple[RegisteredProduct, Plan | None]]:
    """The products as they would stand, each with its row of the file."""
    spoken_of = {plan.source.pk: plan for plan in found.products if plan.source is not None}
    source = found.registration or found.source
    stored_ones = list(source.products.all()) if source is not None else []
    pairs = [(each, spoken_of.get(each.pk)) for each in stored_ones]
    pairs += [(None, plan) for plan in found.products if plan.source is None and plan.deed]
    for sequence, (product, plan) in enumerate(pairs, start=1):
        yield _as_it_would_be(product, plan, sequence), plan


def _as_it_would_be(product, plan: Plan | None, sequence: int) -> RegisteredProduct:
    values = details_of(product, ProductDetails) if product is not None else {}
    dropped = getattr(product, "dropped", False)
    held = stored.held_by(product) if product is not None else {}
    if plan is not None:
        values |= plan.values
        held |= plan.held
        dropped = plan.bound.dropped
    made = RegisteredProduct(sequence=sequence, dropped=dropped, **values)
    made.held = [RegisteredStandard(**row) for row in held.get("standards", ())]
    return made
