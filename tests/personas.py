"""Who knocks at a door in a test: an officer of each role and area, signed in.

``own_district`` is 3104, ``other_district`` 3103 in the same province, ``foreign_district`` 3201,
``own_province`` 31, ``other_province`` 32, ``department`` the country, ``reader`` province 31.
``plan`` issues the letter; ``at`` freezes the program's clock.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from registration import scoping
from registration.enums import Role
from registration.models import WindowOrder
from tests import factories, laid


@dataclass(frozen=True)
class Persona:
    """``session`` is the key of one that is open already."""

    officer: object
    session: str = ""

    @cached_property
    def by(self) -> scoping.Jurisdiction:
        return scoping.jurisdiction_of(self.officer)

    @cached_property
    def client(self) -> Client:
        """Signed in; the session outlives every jump of a frozen clock."""
        client = Client()
        if self.session:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session
            return client
        client.force_login(self.officer)
        session = client.session
        session.set_expiry(timedelta(days=365 * 100))
        session.save()
        return client

    @property
    def id(self) -> int:
        return self.officer.pk


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, with what is laid once."""
    with django_db_blocker.unblock():
        laid.lay(factories.load_places, factories.issue_letter, _MAKERS)


@pytest.fixture(autouse=True)
def _only_what_is_asked_for(request):
    """Of what is laid a test finds the fixtures it names."""
    names = set(request.fixturenames)
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction")) or not names.isdisjoint(
        {"transactional_db", "live_server"}
    )
    if marker or commits or "db" in names:
        request.getfixturevalue("transactional_db" if commits else "db")
        laid.keep(names, for_good=commits)


@pytest.fixture
def places(db):
    """Three provinces with districts and subdistricts (``factories.PROVINCES`` and so on)."""
    if not laid.has("places"):
        factories.load_places()


@pytest.fixture
def plan(places):
    """The letter's twelve windows; quarters 2561-1 to -4 are open. Returns the order."""
    return WindowOrder.objects.get() if laid.has("plan") else factories.issue_letter()


@pytest.fixture
def at():
    """Freeze the clock for requests: ``at(factories.moment("2561-2", "ENTRY"))``. Repeatable."""
    travels = []

    def travel(instant):
        while travels:
            travels.pop().stop()
        travels.append(time_machine.travel(instant, tick=False))
        travels[-1].start()
        return instant

    yield travel
    while travels:
        travels.pop().stop()


def make_persona(username, role, province=None, district=None):
    """Another persona, for instance a second officer of the same office."""
    officer = factories.OfficerFactory(
        username=username, role=role, province_id=province, district_id=district
    )
    officer.refresh_from_db()
    return Persona(officer)


_MAKERS = {
    "own_district": partial(make_persona, "district3104", Role.DISTRICT, "31", "3104"),
    "other_district": partial(make_persona, "district3103", Role.DISTRICT, "31", "3103"),
    "foreign_district": partial(make_persona, "district3201", Role.DISTRICT, "32", "3201"),
    "own_province": partial(make_persona, "province31", Role.PROVINCE, "31"),
    "other_province": partial(make_persona, "province32", Role.PROVINCE, "32"),
    "department": partial(make_persona, "department", Role.DEPARTMENT),
    "reader": partial(make_persona, "reader31", Role.READER, "31"),
}


def _persona(name):
    return Persona(*laid.officer(name)) if laid.has(name) else _MAKERS[name]()


@pytest.fixture
def own_district(places):
    return _persona("own_district")


@pytest.fixture
def other_district(places):
    return _persona("other_district")


@pytest.fixture
def foreign_district(places):
    return _persona("foreign_district")


@pytest.fixture
def own_province(places):
    return _persona("own_province")


@pytest.fixture
def other_province(places):
    return _persona("other_province")


@pytest.fixture
def department(places):
    return _persona("department")


@pytest.fixture
def reader(places):
    return _persona("reader")


@pytest.fixture
def personas(
    own_district, other_district, foreign_district, own_province, other_province, department, reader
):
    """All seven by fixture name."""
    return dict(locals())
