"""A country to look at, on the training clock: a frozen one would stop the browser's own waits."""

from datetime import timedelta

import pytest

from registration import calendar, clock
from tests.architecture.pages import Country

# Before it is imported, so that its assertions speak.
pytest.register_assert_rewrite("tests.browser.prepared")


@pytest.fixture
def country_at(plan, personas):
    """``country_at("entry")`` fills the database and moves the program's date to that stage."""

    def build(stage):
        country = Country(stage, personas)
        # The day after, since the training clock keeps the real time of day.
        clock.shift(calendar.day_of(country.on) + timedelta(days=1))
        return country

    return build


@pytest.fixture
def carry_in(page, live_server):
    """Give the browser the session of a persona without typing a password each time."""

    def carry(persona):
        session = persona.client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return carry
