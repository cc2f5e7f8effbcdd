"""What nearly every test stands on is laid once per database, not once per test: the places, the
letter's plan, the seven personas with their sessions.

A test still finds only what it asked for: ``keep`` takes the rest away inside the test's own
transaction. A test that commits takes everything away for good; fixtures lay it themselves then.
"""

from contextlib import contextmanager
from copy import deepcopy

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from registration import models

PLACES = (models.Subdistrict, models.District, models.Province)
PLAN = (
    models.JournalEntry,
    models.Window,
    models.WindowOrder,
    models.Certification,
    models.Filing,
    models.FiscalQuarter,
)

PEOPLE = (Session, models.Posting, models.Officer)

_officers: dict[str, models.Officer] = {}  # by the persona's name, as they lie in the database
_sessions: dict[str, str] = {}
_kept: set[str] = set()  # what of it the running test has
_away: list[bool] = []  # within a transaction that began without any of it


def lay(place, issue, personas) -> None:
    """Commit it: ``place()``, ``issue()``, then ``personas``, functions by name that make one."""
    place()
    for name, make in personas.items():
        persona = make()
        _officers[name] = models.Officer.objects.get(pk=persona.officer.pk)
        _sessions[name] = persona.client.cookies[settings.SESSION_COOKIE_NAME].value
    issue()


def keep(wanted: set[str], *, for_good: bool) -> None:
    """Leave of what is laid only what is ``wanted`` by fixture names."""
    _kept.clear()
    if _away or not _officers:
        return
    wanted = set() if for_good else wanted
    if "places" not in wanted:
        _clear(*PEOPLE, *PLAN, *PLACES)
    else:
        if "plan" not in wanted:
            _clear(*PLAN)
        _dismiss({name for name in _officers if name not in wanted})
    _kept.update(wanted & {"places", "plan", *_officers})
    if for_good:
        _officers.clear()


@contextmanager
def away():
    """An empty database, for a transaction that several tests share and that is rolled back."""
    _clear(*PEOPLE, *PLAN, *PLACES)
    _away.append(True)
    try:
        yield
    finally:
        _away.pop()


def has(name: str) -> bool:
    """Whether the running test finds it laid."""
    return name in _kept


def officer(name: str) -> tuple[models.Officer, str]:
    """A persona's account and the key of its session."""
    return deepcopy(_officers[name]), _sessions[name]


def _dismiss(names: set[str]) -> None:
    if not names:
        return
    gone = [_officers[name].pk for name in names]
    Session.objects.filter(pk__in=[_sessions[name] for name in names])._raw_delete(connection.alias)
    models.Posting.objects.filter(officer__in=gone)._raw_delete(connection.alias)
    models.Officer.objects.filter(pk__in=gone)._raw_delete(connection.alias)


def _clear(*tables) -> None:
    for table in tables:
        table.objects.all()._raw_delete(connection.alias)
