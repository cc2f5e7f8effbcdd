"""No template is left over, none is asked for that is not there, none writes style or script."""

import re

import pytest

from tests.architecture.source import ROOT, modules

TEMPLATES = ROOT / "templates"
FILES = {path.relative_to(TEMPLATES).as_posix(): path for path in TEMPLATES.rglob("*.*")}
# Django and its packages look for these by name.
LOOKED_FOR = re.compile(r"^(admin|django|import_export)/")
NAMED = re.compile(r"""["']([\w./-]+\.(?:html|txt|svg))["']""")


def named():
    """Every template name in templates and modules."""
    for path in [*FILES.values(), *modules()]:
        yield from NAMED.findall(path.read_text(encoding="utf-8"))


def test_no_template_is_left_over():
    used = set(named())

    assert used
    left = set(FILES) - used - set(filter(LOOKED_FOR.match, FILES))
    assert not left


def test_no_template_is_missing():
    ours = ("registration/", "reporting/", "components/", "errors/", "base")
    wanted = {name for name in named() if name.startswith(ours)}

    assert sorted(wanted - set(FILES)) == []


HTML = {name: path for name, path in FILES.items() if name.endswith(".html")}
FORBIDDEN = {
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a foreign address": re.compile(r"""(?:src|href)=["'](?:https?:)?//""", re.IGNORECASE),
    # Django's own help texts hold lists; nobody's input comes there.
    "unescaped text": re.compile(r"(?<!help_text)\|\s*safe\b"),
}


@pytest.mark.parametrize("name", sorted(HTML))
def test_a_template_holds_nothing_that_the_policy_drops(name):
    text = HTML[name].read_text(encoding="utf-8")
    markup = re.sub(r"{%.*?%}", "", text)  # "with on=…" in a tag is no attribute

    assert not re.search(r"autoescape\s+off", text)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(markup)] == []


POSTING = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>.*?</form>", re.IGNORECASE | re.DOTALL)


@pytest.mark.parametrize("name", sorted(HTML))
def test_every_form_that_posts_carries_a_token(name):
    text = HTML[name].read_text(encoding="utf-8")
    assert [form[:80] for form in POSTING.findall(text) if "csrf_token" not in form] == []
