"""The hostile house bites: without these, conftest could be asleep."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Origin, Template, engines
from django.template.context import Context

from tests.conftest import UndefinedVariable, WritingGet

OURS = settings.BASE_DIR / "templates" / "invented.html"


def draw(source, origin=OURS, **context):
    template = Template(source, Origin(str(origin)), engine=engines["django"].engine)
    return template.render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{{ nothing }}",
        "{{ nothing|upper }}",
        "{{ here.missing }}",
        "{% for one in nothing %}{% endfor %}",
        "{% with copy=nothing %}{% endwith %}",
        "{% load i18n %}{% blocktranslate %}สวัสดี {{ nothing }}{% endblocktranslate %}",
    ],
)
def test_an_undefined_variable_fails(source):
    with pytest.raises(UndefinedVariable):
        draw(source, here="x")


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ("{{ nothing|default:'-' }}", "-"),
        ("{% if nothing %}yes{% else %}no{% endif %}", "no"),
        ("{{ empty }}", ""),
        ("{% for one in few %}{{ one }}{% endfor %}", "12"),
    ],
)
def test_what_is_set_or_asked_for_with_care_is_fine(source, drawn):
    assert draw(source, empty="", few=[1, 2]) == drawn


def test_templates_of_others_are_left_alone():
    assert draw("{{ nothing }}", Path("/elsewhere/django/admin.html")) == ""


@pytest.mark.django_db
@pytest.mark.urls("tests.otopreg.probes")
def test_a_get_that_writes_fails(client):
    with pytest.raises(WritingGet):
        client.get("/probe/write")


@pytest.mark.django_db
@pytest.mark.urls("tests.otopreg.probes")
def test_a_post_may_write(client):
    assert client.post("/probe/write").content == b"written"
