"""A hostile house: what is only careless in production fails here.

- A variable that one of our templates uses and nobody set is an error, not an empty string.
- A GET that writes to the database is an error.
- Date, language and cache of one test never reach the next.
"""

import gc
import os
import re
import shutil
import tempfile
from functools import cache as kept
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.template.base import FilterExpression
from django.template.defaulttags import ForNode
from django.templatetags.i18n import BlockTranslateNode
from django.test import TransactionTestCase
from django.utils import translation

# Before it is imported, so that its assertions speak.
pytest.register_assert_rewrite("tests.chromium")
from tests.chromium import browser, page  # noqa: E402, F401 - fixtures

pytest_plugins = ["tests.personas"]

OUR_TEMPLATES = django_settings.BASE_DIR / "templates"
# These extend Django's own pages, which count on undefined variables.
NOT_OURS = OUR_TEMPLATES / "admin"
FORGIVING_FILTERS = {"default", "default_if_none"}

WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
# A page may remember that somebody came.
WRITABLE_BY_GET = {"django_session"}
# Made by the migrations, and the same for every test.
KEPT_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


class UndefinedVariable(AssertionError):
    """One of our templates uses a variable that nobody set."""


class WritingGet(AssertionError):
    """A request that must only read has written."""


class Undefined(str):
    """Takes the place of ``string_if_invalid``; Django fills the name in with ``%``."""

    def __mod__(self, name):
        raise UndefinedVariable(f"undefined variable in one of our templates: {name}")


UNDEFINED = Undefined("%s")


def is_ours(template):
    return _lies_with_ours(getattr(getattr(template, "origin", None), "name", None) or "")


@kept
def _lies_with_ours(name):
    path = Path(name)
    return path.is_relative_to(OUR_TEMPLATES) and not path.is_relative_to(NOT_OURS)


def strictly(original, strict):
    """Run ``original`` with undefined variables failing where ``strict`` says so."""

    def run(node, context, *args, **kwargs):
        engine = context.template.engine
        before, engine.string_if_invalid = engine.string_if_invalid, ""
        if strict(node) and is_ours(context.template):
            engine.string_if_invalid = UNDEFINED
        try:
            return original(node, context, *args, **kwargs)
        finally:
            engine.string_if_invalid = before

    return run


def demands_value(expression):
    filters = [getattr(function, "_filter_name", "") for function, _ in expression.filters]
    return not filters or filters[0] not in FORGIVING_FILTERS


@pytest.fixture(autouse=True, scope="session")
def _undefined_variables_fail():
    resolve, loop = FilterExpression.resolve, ForNode.render
    sequences = set()

    def demand(expression, context, ignore_failures=False):
        # ``{% for %}`` would quietly run over nothing; ``{% if %}`` may ask for what is not there.
        ignore_failures = ignore_failures and id(expression) not in sequences
        return resolve(expression, context, ignore_failures)

    def render(node, context):
        if is_ours(context.template):
            sequences.add(id(node.sequence))
        try:
            return loop(node, context)
        finally:
            sequences.discard(id(node.sequence))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FilterExpression, "resolve", strictly(demand, demands_value))
        patch.setattr(ForNode, "render", render)
        patch.setattr(
            BlockTranslateNode, "render", strictly(BlockTranslateNode.render, lambda node: True)
        )
        yield


@pytest.fixture(autouse=True, scope="session")
def _reading_does_not_write():
    answer = BaseHandler.get_response

    def refuse_writes(execute, sql, params, many, context):
        written = WRITE.match(sql)
        if written and written[1] not in WRITABLE_BY_GET:
            raise WritingGet(f"a GET wrote: {sql[:120]}")
        return execute(sql, params, many, context)

    def get_response(handler, request):
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return answer(handler, request)
        with connection.execute_wrapper(refuse_writes):
            return answer(handler, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "get_response", get_response)
        yield


@pytest.fixture(autouse=True, scope="session")
def _evidence_goes_with_the_run():
    yield
    shutil.rmtree(django_settings.EVIDENCE_DIR, ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def _tables_are_emptied_by_deleting():
    """After a test that commits. Django truncates every table and makes all permissions anew, which
    takes seconds on PostgreSQL; most of the tables are empty.
    """

    def empty(case):
        tables = set(connection.introspection.django_table_names(only_existing=True))
        with transaction.atomic(), connection.cursor() as cursor:
            for table in sorted(tables - KEPT_TABLES):
                name = connection.ops.quote_name(table)
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - our own tables' names

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def _leave_nothing_behind():
    yield
    django_settings.TRAINING_CLOCK_FILE.unlink(missing_ok=True)
    translation.activate(django_settings.LANGUAGE_CODE)
    cache.clear()


def pytest_collection_modifyitems(config, items):
    """What asks no database, or says that no engine differs there, is proved on SQLite."""
    if connection.vendor != "postgresql":
        return
    asking = {"db", "transactional_db", "live_server"}
    pure = [
        item
        for item in items
        if item.get_closest_marker("any_engine")
        or not (item.get_closest_marker("django_db") or asking.intersection(item.fixturenames))
    ]
    config.hook.pytest_deselected(items=pure)
    left_out = set(pure)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish(session):
    """What is loaded by now stays, and the collector need not look at it: a fifteenth of the time.

    Browser tests get SQLite in a file, as in the demo: in memory all threads of the live server
    share one connection and end each other's transactions. Other tests are faster in memory.
    """
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    if connection.vendor != "sqlite":
        return
    if any(item.get_closest_marker("browser") for item in session.items):
        file = str(Path(tempfile.gettempdir()) / f"otopreg-test-{os.getpid()}.sqlite3")
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"] = file


def pytest_runtest_setup(item):
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
