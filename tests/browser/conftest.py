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
def carry_in(live_server, request):
    """Give the browser the session of a persona without typing a password each time; ``page`` where
    it is another one than the fixture.
    """

    def carry(persona, page=None):
        context = (page or request.getfixturevalue("page")).context
        session = persona.client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return carry


@pytest.fixture
def plain(browser, live_server):
    """A page of a browser with scripts switched off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
