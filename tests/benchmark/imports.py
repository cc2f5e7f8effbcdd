"""``make benchmark-imports``: what a district's workbook costs from upload to commit, beside the
least that any program would do (read the file, bind every row to the rules, COPY the result), and
beside django-import-export out of the box.

A row is a producer with one product. Ratios are of one run on one machine; seconds alone mean
nothing. PostgreSQL only: DATABASE_URL names a server where a database may be made.
"""

import argparse
import sys
from io import StringIO

from tests.benchmark.laying import database

OURS = ("receive", "check", "commit")


def main(counts: list[int], stock: int) -> None:
    with database():
        _ours(100)  # imports, caches and plans: the worker's own
        found = {rows: _ours(rows) for rows in counts}  # before the floor fills the memory
        each = {rows: sum(seconds.values()) / rows for rows, (seconds, _peak) in found.items()}
        for rows, (seconds, peak) in found.items():
            floor = _floor(rows)
            _say(f"{rows} rows", seconds | floor)
            _say("  ratio to the floor", {"×": each[rows] * rows / sum(floor.values())})
            _say("  MiB above the worker's own", peak)
        if len(counts) > 1:
            least, most = min(counts), max(counts)
            _say(f"a row of {most} to a row of {least}", {"×": each[most] / each[least]})
        if stock:
            from tests.benchmark import stock as boxed

            by, on, _group, filing = _ground()
            _say(f"stock, {stock} rows", boxed.measure(stock, filing, by, on))


def _say(title: str, numbers: dict[str, float]) -> None:
    told = ", ".join(f"{name} {value:.2f}" for name, value in numbers.items())
    sys.stdout.write(f"{title}: {told}\n")
    sys.stdout.flush()


def _ours(rows: int) -> tuple[dict[str, float], dict[str, float]]:
    """Seconds of each step, and the memory that the steps together reached."""
    from registration.imports.registrations import staging
    from registration.services import imports
    from tests.benchmark import files
    from tests.benchmark.clock import Clock, Memory

    by, on, group, filing = _ground()
    content = files.workbook(rows, group.code, on)
    clock, memory = Clock(), Memory()
    with clock.of("receive"):
        staged = staging.receive(
            by, on, district=filing.district_id, quarter=filing.quarter_id, filename="a.xlsx",
            content=content,
        )  # fmt: skip
    with clock.of("check"):
        while staged.checked_at is None:
            staged = staging.check(by, on, staged.pk)
    assert staged.counts.get("NEW") == rows, staged.counts
    with clock.of("commit"):
        imports.commit(by=by, on=on, staged=staged.pk)
    peak = {"peak": memory.above(), "of a worker of": memory.before}
    _empty()
    return clock.seconds, peak


def _floor(rows: int) -> dict[str, float]:
    from registration.enums import Kind
    from registration.imports.registrations import binding, gathering
    from registration.sheets import columns, reading
    from tests.benchmark import files
    from tests.benchmark.clock import Clock

    by, on, group, filing = _ground()
    content = files.workbook(rows, group.code, on)
    clock = Clock()
    with clock.of("floor: read"):
        book = reading.read(content, "a.xlsx")
        read = {name: list(table.rows) for name, table in book.tables.items()}
    assert len(read[columns.PRODUCERS]) == rows
    del read
    lists = columns.lists_of(filing.district_id)
    sheets = gathering.layout(lists)
    lines = gathering.gather(book, sheets, gathering.origin_of(book))
    bound = []
    with clock.of("bind"):
        reader = binding.Reading(lists, sheets, on.date())
        for line in lines:
            values = binding.producer(line, reader, Kind.NEW, None)
            (product,) = line.products
            bound.append((values, binding.product(product, reader, None).values))
    with clock.of("copy"):
        _copy(bound, by, on, filing)
    _empty()
    return clock.seconds


def _copy(bound, by, on, filing) -> None:
    """The bound values into their tables, encrypted and indexed as they are stored."""
    from django.db import transaction

    from registration.models import RegisteredProduct, Registration

    keys = range(1_000_000, 1_000_000 + len(bound))
    rows = [
        Registration(
            pk=key, filing=filing, quarter=filing.quarter, sequence=key, kind="NEW",
            entered_at=on, entered_by_id=by.officer_id, **values,
        )
        for key, (values, _product) in zip(keys, bound, strict=True)
    ]  # fmt: skip
    products = [
        RegisteredProduct(pk=row.pk, registration=row, sequence=1, **product)
        for row, (_values, product) in zip(rows, bound, strict=True)
    ]
    with transaction.atomic():
        _copy_into(Registration, rows)
        _copy_into(RegisteredProduct, products)


def _copy_into(model, rows) -> None:
    from django.db import connection

    fields = model._meta.concrete_fields
    text = StringIO()
    for row in rows:
        values = [
            field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields
        ]
        text.write("\t".join(map(_cell, values)) + "\n")
    text.seek(0)
    names = ", ".join(field.column for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {model._meta.db_table} ({names}) FROM STDIN", text)


def _cell(value) -> str:
    if value is None:
        return "\\N"
    json = getattr(value, "dumps", None)
    text = json(value.adapted) if json else str(value)
    return text.replace("\\", "\\\\").replace("\t", " ").replace("\n", "\\n")


def _ground():
    """Who hands in, when, a sub-group of products, and the filing."""
    from registration.models import Filing, Officer, ProductGroup
    from registration.scoping import jurisdiction_of
    from tests import factories
    from tests.personas import make_persona

    officer = Officer.objects.filter(username="benchmark").first()
    if officer is None:
        factories.load_places()
        factories.issue_letter()
        factories.ProductGroupFactory()
        officer = make_persona("benchmark", "DISTRICT", "31", "3104").officer
    filing = Filing.objects.select_related("quarter").get(
        district="3104", quarter=factories.QUARTER
    )
    on = factories.moment(factories.QUARTER, "ENTRY")
    return jurisdiction_of(officer), on, ProductGroup.objects.first(), filing


def _empty() -> None:
    from django.db import connection

    from registration.models import JournalEntry, Registration, StagedImport

    with connection.cursor() as cursor:
        for model in (StagedImport, Registration, JournalEntry):
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rows", nargs="*", type=int, default=[1_000, 10_000])
    asked.add_argument("--stock", type=int, default=1_000, metavar="ROWS", help="0: not at all")
    given = asked.parse_args()
    main(given.rows, given.stock)
