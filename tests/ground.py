"""The ground that tests stand on: places, the letter's plan, boundary instants, synthetic IDs.

Codes are real, numbers are nobody's. Tests take these names from ``tests.factories``.
"""

from datetime import date, datetime, timedelta

from django.db.models import AutoField

from registration import calendar, models, validators
from registration.enums import Step
from registration.services import orders

QUARTER = "2561-2"  # what a factory takes when nobody says otherwise
PASSWORD = "toy-password-for-tests"
LONG_AGO = datetime(2017, 10, 1, 9, tzinfo=calendar.BANGKOK)  # before the plan's first window

PROVINCES = {
    "10": ("กรุงเทพมหานคร", "Bangkok"),
    "31": ("บุรีรัมย์", "Buri Ram"),
    "32": ("สุรินทร์", "Surin"),
}
DISTRICTS = {
    "1001": ("พระนคร", "Phra Nakhon"),
    "3103": ("กระสัง", "Krasang"),
    "3104": ("นางรอง", "Nang Rong"),
    "3201": ("เมืองสุรินทร์", "Mueang Surin"),
}
SUBDISTRICTS = {
    "100101": ("พระบรมมหาราชวัง", "Phra Borom Maha Ratchawang", "10200"),
    "310301": ("กระสัง", "Krasang", "31160"),
    "310302": ("ลำดวน", "Lamduan", "31160"),
    "310401": ("นางรอง", "Nang Rong", "31110"),
    "310403": ("สะเดา", "Sadao", "31110"),
    "310405": ("ชุมแสง", "Chum Saeng", "31110"),
    "320101": ("ในเมือง", "Nai Mueang", "32000"),
}

# Attachment 1 of the letter of 17 Feb 2561, word for word: opens, closes, stated days.
LETTER = {
    ("2561-1", Step.ENTRY): (date(2017, 10, 2), date(2017, 12, 21), 60),
    ("2561-1", Step.CERTIFICATION): (date(2017, 12, 22), date(2017, 12, 28), 5),
    ("2561-1", Step.CLOSING): (date(2017, 12, 29), date(2017, 12, 30), 2),
    ("2561-2", Step.ENTRY): (date(2018, 1, 3), date(2018, 3, 16), 52),
    ("2561-2", Step.CERTIFICATION): (date(2018, 3, 19), date(2018, 3, 23), 5),
    ("2561-2", Step.CLOSING): (date(2018, 3, 26), date(2018, 3, 27), 2),
    ("2561-3", Step.ENTRY): (date(2018, 4, 2), date(2018, 6, 15), 50),
    ("2561-3", Step.CERTIFICATION): (date(2018, 6, 18), date(2018, 6, 22), 5),
    ("2561-3", Step.CLOSING): (date(2018, 6, 25), date(2018, 6, 26), 2),
    ("2561-4", Step.ENTRY): (date(2018, 7, 2), date(2018, 9, 14), 52),
    ("2561-4", Step.CERTIFICATION): (date(2018, 9, 17), date(2018, 9, 21), 5),
    ("2561-4", Step.CLOSING): (date(2018, 9, 24), date(2018, 9, 25), 2),
}  # fmt: skip
_TICK = timedelta(microseconds=1)


def at(year, month, day, hour=10, minute=0):
    """An instant on the Bangkok clock, in CE."""
    return datetime(year, month, day, hour, minute, tzinfo=calendar.BANGKOK)


def moment(quarter, step, where="inside"):
    """A boundary instant of one of the letter's windows.

    ``before`` is a microsecond before it opens, ``opens`` its first instant, ``last`` its last
    microsecond, ``closes`` the first instant that is too late; ``inside`` is 10:00 on day one.
    """
    opens_on, closes_on, _days = LETTER[quarter, Step(step)]
    period = calendar.Period(opens_on, closes_on)
    return {
        "before": period.opens_at - _TICK,
        "opens": period.opens_at,
        "inside": period.opens_at + timedelta(hours=10),
        "last": period.closes_at - _TICK,
        "closes": period.closes_at,
    }[where]


def letter_windows():
    """The letter's 12 windows as ``services.orders.issue`` takes them."""
    return [orders.NewWindow(code, step, *row) for (code, step), row in LETTER.items()]


# What the service wrote the first time: always the same, and a thousand tests begin with it.
_issued = []


def issue_letter(by=None, on=LONG_AGO, windows=None):
    """Issue the letter's order: four quarters open, each place has its filing, certification."""
    usual = by is None and on == LONG_AGO and windows is None and _on_bare_ground()
    if usual and _issued:
        return _lay_down(*_issued)
    order = orders.issue(
        by=by, on=on, number="บร ๐๐๑๙ /ว ๗๕๕", dated_on=date(2018, 2, 17),
        issuer="จังหวัดบุรีรัมย์", subject="การลงทะเบียนผู้ผลิต ผู้ประกอบการ OTOP ปี ๒๕๖๑",
        windows=letter_windows() if windows is None else windows,
    )  # fmt: skip
    if usual:
        _issued.extend([order, *(list(model.objects.order_by("pk")) for model in _WRITTEN)])
    return order


_WRITTEN = (
    models.FiscalQuarter,
    models.Filing,
    models.Certification,
    models.Window,
    models.JournalEntry,
)


def _on_bare_ground():
    """Only our places are there, and nothing has happened yet."""
    here = set(models.District.objects.values_list("pk", flat=True))
    busy = models.FiscalQuarter.objects.exists() or models.JournalEntry.objects.exists()
    return here == set(DISTRICTS) and not busy


def _lay_down(order, quarters, filings, certifications, windows, entries):
    order = _again(order)
    order.save()
    for rows in (quarters, filings, certifications):
        type(rows[0]).objects.bulk_create(map(_again, rows))
    models.Window.objects.bulk_create(_again(row, order_id=order.pk) for row in windows)
    for entry in map(_again, entries):
        entry.subject_id = order.pk if entry.subject_kind == "windoworder" else entry.subject_id
        entry.save()
    return order


def _again(row, **changes):
    """The same row as one that is not stored yet, without a number of its own."""
    fields = [f for f in row._meta.concrete_fields if not isinstance(f, AutoField)]
    return type(row)(**{f.attname: getattr(row, f.attname) for f in fields} | changes)


def load_places():
    """Three provinces, four districts, seven subdistricts. Safe to repeat."""
    models.Province.objects.bulk_create(
        [
            models.Province(code=code, name=name, name_en=name_en)
            for code, (name, name_en) in PROVINCES.items()
        ],
        ignore_conflicts=True,
    )
    models.District.objects.bulk_create(
        [
            models.District(code=code, province_id=code[:2], name=name, name_en=name_en)
            for code, (name, name_en) in DISTRICTS.items()
        ],
        ignore_conflicts=True,
    )
    models.Subdistrict.objects.bulk_create(
        [
            models.Subdistrict(
                code=code, district_id=code[:4], name=name, name_en=name_en, postcode=postcode
            )
            for code, (name, name_en, postcode) in SUBDISTRICTS.items()
        ],
        ignore_conflicts=True,
    )


def citizen_id(n):
    """The n-th synthetic citizen ID: right check digit, district code 0000 that nobody has."""
    first12 = f"10000{n:07d}"
    return first12 + validators.check_digit(first12)


def juristic_id(n):
    first12 = f"00000{n:07d}"
    return first12 + validators.check_digit(first12)
