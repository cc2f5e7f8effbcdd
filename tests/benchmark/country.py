"""The whole country in one quarter, laid by copying one row: 77 provinces, 928 districts, and so
many producers in each, registered last quarter and again in this one.
"""

from django.db import connection

from registration.enums import Kind, Step
from registration.management import places
from registration.models import (
    Announcement,
    Certification,
    Filing,
    Producer,
    RegisteredProduct,
    Registration,
)
from registration.services import snapshots
from tests import factories
from tests.factories import QUARTER, moment

BEFORE = "2561-1"
WAITING = ("31", "50", "57", "90", "94", "96")  # provinces that do not announce
ANNOUNCING = "10"  # announces while the clock runs

# Of a hundred registrations: what they are when the quarter ends.
_STATE = """CASE WHEN s.no % 100 < 3 THEN 'DRAFT' WHEN s.no % 100 < 6 THEN 'RETURNED'
WHEN s.no % 100 < 8 THEN 'REJECTED' ELSE 'CERTIFIED' END"""
_DISTRICTS = """SELECT d.code, d.code || '-' || lpad((no + 90000)::text, 5, '0') AS number,
(SELECT min(code) FROM registration_subdistrict WHERE district_id = d.code) AS subdistrict
FROM registration_district d, generate_series(1, {n}) AS no"""
_FILED = """SELECT f.id, f.quarter_id, p.id AS producer, p.site_subdistrict_id AS subdistrict,
right(p.number, 5)::int - 90000 AS no FROM registration_producer p
JOIN registration_filing f USING (district_id) WHERE p.number > '0001' AND f.quarter_id = '{code}'
AND p.last_product_no = 0"""


def lay(per_district: int, officer) -> None:
    """Producers with their closed registrations of ``BEFORE``, those of ``QUARTER`` in every state
    and with a product each, and the announcements of most provinces.
    """
    on = moment(QUARTER, Step.ENTRY)
    places.load(on=factories.LONG_AGO)
    factories.issue_letter(windows=factories.letter_windows())
    known = factories.ProducerFactory()
    row = factories.RegistrationFactory(
        kind=Kind.UPDATE, producer=known, state="CERTIFIED", entered_by=officer, when=on,
        edited_at=on, edited_by=officer, decision_reason="ก",
    )  # fmt: skip
    _copy(
        Producer, known, _DISTRICTS.format(n=per_district), district_id="s.code",
        number="s.number", site_subdistrict_id="s.subdistrict", last_product_no="0",
    )  # fmt: skip
    filed = {
        "filing_id": "s.id", "quarter_id": "s.quarter_id", "sequence": "s.no + 10",
        "producer_id": "s.producer", "site_subdistrict_id": "s.subdistrict",
    }  # fmt: skip
    _copy(
        Registration, row, _FILED.format(code=BEFORE), **filed, kind="'NEW'", state="'CLOSED'",
        closed_at="t.entered_at", closed_by_id=str(officer.pk),
    )  # fmt: skip
    _copy(
        Registration, row, _FILED.format(code=QUARTER), **filed, state=_STATE,
        returned_at="t.entered_at", returned_by_id=str(officer.pk), rejected_at="t.entered_at",
        rejected_by_id=str(officer.pk),
    )  # fmt: skip
    others = f"SELECT id FROM registration_registration WHERE id <> {row.pk}"  # noqa: S608 - our table
    _copy(RegisteredProduct, row.products.get(), others, registration_id="s.id")
    Filing.objects.filter(quarter=QUARTER).exclude(district="3104").update(
        state="HANDED_OVER", handed_over_at=on, handed_over_by=officer
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _announce(officer)


def _announce(officer) -> None:
    """Without the register, which a closing does not look at."""
    on = moment(QUARTER, Step.CERTIFICATION)
    rows = Certification.objects.filter(quarter=QUARTER).select_related("quarter")
    for certification in rows.exclude(province__in=(*WAITING, ANNOUNCING)):
        announcement = Announcement.objects.create(
            quarter=certification.quarter, certification=certification, number="1", made_at=on,
            made_by=officer, dated_on=on.date(), signatory="ก", signatory_position="ข",
        )  # fmt: skip
        snapshots.take_of_province(certification, announcement, on)
    rows.exclude(province__in=(*WAITING, ANNOUNCING)).update(
        state="ANNOUNCED", announced_at=on, announced_by=officer
    )


def _copy(model, template, source: str, **values: str) -> None:
    """A row of ``model`` for each of ``source`` (``s``), as ``template`` (``t``) but for
    ``values``, which are SQL.
    """
    fields = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    table, names = model._meta.db_table, ", ".join(fields)
    chosen = ", ".join(values.get(name, f"t.{name}") for name in fields)
    statement = f"""INSERT INTO {table} ({names}) SELECT {chosen}
        FROM {table} t, ({source}) s WHERE t.id = {template.pk}"""  # noqa: S608 - our tables
    with connection.cursor() as cursor:
        cursor.execute(statement)
