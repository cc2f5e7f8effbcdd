"""Rules and shapes know no Django, except the function that marks a text for translation.

import-linter sees only the name "django", so the fine print is looked at here.
"""

import ast
from itertools import chain

import pytest
from django.conf import settings

PLAIN = (
    "registration/workflow",
    "registration/calendar",
    "reporting/shapes",
    "reporting/definitions",
)
ALLOWED = "django.utils.translation"


def files(name):
    path = settings.BASE_DIR / name
    return [*path.rglob("*.py"), *filter(lambda file: file.exists(), [path.with_suffix(".py")])]


def imported(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def foreign(source):
    return [n for n in imported(source) if n.split(".")[0] == "django" and n != ALLOWED]


@pytest.mark.parametrize("name", PLAIN)
def test_it_imports_no_django(name):
    found = files(name)

    assert found, f"{name} is gone; name its successor here"
    assert list(chain.from_iterable(foreign(file.read_text()) for file in found)) == []


def test_the_look_is_sharp_enough():
    source = "import django.conf\n\ndef f():\n    from django.db import models\n"

    assert foreign(f"from {ALLOWED} import gettext\n{source}") == ["django.conf", "django.db"]
