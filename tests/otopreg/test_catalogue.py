"""English is complete: every marked text has a translation that can stand in its place.

When a text is missing: `make messages` collects the texts and names those without English; write it
into locale/en/LC_MESSAGES/django.po, run `make messages` again and commit both files.
"""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation
from django.utils.translation.template import templatize

from registration.models import District, Province, Subdistrict

TO_DO = "run `make messages` and translate in locale/en/LC_MESSAGES/django.po"
CATALOGUE = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Names that have no English: the number of the paper form.
THAI_NAMES = ("ลทบ.",)

MARKING = {"gettext", "gettext_lazy", "gettext_noop"}
LITERAL = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
# What Django's templatize leaves of a template; its text is passed to xgettext like Python.
MARKED_IN_TEMPLATE = re.compile(rf"\b(?:gettext|_)\(\s*({LITERAL})\s*\)")
# Placeholders, escaped percent signs, markup and the page codes of a spreadsheet.
FIXED = re.compile(r"%\(\w+\)[sd]|%%|</?\w+[^>]*>|&[PN]\b")
THAI = re.compile("[\u0e00-\u0e7f]")


def marked_in_python(source):
    tree, names = ast.parse(source), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {a.asname or a.name for a in node.names if a.name in MARKING}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.value, "id", None) in names:
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in names:
            # A text glued together at run time would never be found in the catalogue.
            yield node.args[0].value if isinstance(node.args[0], ast.Constant) else None


def marked_in_template(source):
    for literal in MARKED_IN_TEMPLATE.findall(templatize(source)):
        yield ast.literal_eval(literal)


def sources():
    for app in ("otopreg", "registration", "reporting"):
        for file in sorted((settings.BASE_DIR / app).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file, marked_in_python
    for pattern in ("*.html", "*.txt"):
        for file in sorted((settings.BASE_DIR / "templates").rglob(pattern)):
            yield file, marked_in_template


def marked(file, read):
    return set(read(file.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def english():
    return polib.pofile(CATALOGUE)


def test_every_marked_text_is_in_the_catalogue(english):
    known = {entry.msgid for entry in english}
    missing = [
        f"{file.relative_to(settings.BASE_DIR)}: {text}"
        for file, read in sources()
        for text in sorted(marked(file, read) - known - {None})
    ]

    assert missing == [], TO_DO


def test_the_catalogue_holds_nothing_else(english):
    used = set().union(*(marked(file, read) for file, read in sources()))

    assert [entry.msgid for entry in english if entry.msgid not in used] == [], TO_DO


def test_no_marked_text_is_glued_together_at_run_time():
    glued = [file.name for file, read in sources() if None in marked(file, read)]

    assert glued == [], "xgettext reads literals only: use placeholders"


def test_every_text_has_english(english):
    assert [entry.msgid for entry in english if not entry.msgstr.strip()] == [], TO_DO
    assert [entry.msgid for entry in english if entry.fuzzy] == [], TO_DO


def test_english_keeps_placeholders_and_markup(english):
    broken = [
        (entry.msgid, entry.msgstr)
        for entry in english.translated_entries()
        if sorted(FIXED.findall(entry.msgid)) != sorted(FIXED.findall(entry.msgstr))
    ]

    assert broken == []


def test_english_is_not_thai(english):
    def is_thai(text):
        for name in THAI_NAMES:
            text = text.replace(name, "")
        return THAI.search(text)

    assert [entry.msgstr for entry in english if is_thai(entry.msgstr)] == []


def test_the_compiled_catalogue_is_this_one(english):
    compiled = {e.msgid: e.msgstr for e in polib.mofile(CATALOGUE.with_suffix(".mo"))}
    written = {e.msgid: e.msgstr for e in english.translated_entries()}

    assert compiled == written, "run `make messages` and commit both files"


def test_a_page_speaks_english():
    template = Template("{% load i18n %}{% translate 'อำเภอลงทะเบียน' %}")

    with translation.override("th"):
        assert template.render(Context()) == "อำเภอลงทะเบียน"
    with translation.override("en"):
        assert template.render(Context()) == "District registration"


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Province(code="31", name="บุรีรัมย์", name_en="Buri Ram"), "Buri Ram Province"),
        (Province(code="10", name="กรุงเทพมหานคร", name_en="Bangkok"), "Bangkok"),
        (District(code="3104", name="นางรอง", name_en="Nang Rong"), "Nang Rong District"),
        (Subdistrict(code="310401", name="นางรอง", name_en="Nang Rong"), "Nang Rong Subdistrict"),
    ],
)
def test_a_place_has_its_english_name(place, shown):
    with translation.override("en"):
        assert str(place) == shown


def test_the_look_is_sharp_enough():
    python = (
        "from django.utils.translation import gettext as _, gettext_lazy\n"
        "_L = gettext_lazy\n"
        "a = _('หนึ่ง' 'สอง'), _L('สาม'), print('สี่'), gettext_lazy(f'{a}')\n"
    )
    template = (
        "{% load i18n %}{% translate 'หนึ่ง' %}{# {% translate 'สอง' %} #}"
        "{% include 'x.html' with label=_(\"สาม\") %}"
        "{% blocktranslate trimmed with n=a.b %}\n  สี่\n  {{ n }}\n{% endblocktranslate %}"
    )

    assert set(marked_in_python(python)) == {"หนึ่งสอง", "สาม", None}
    assert list(marked_in_template(template)) == ["หนึ่ง", "สาม", "สี่ %(n)s"]


def test_all_of_the_program_is_looked_at():
    seen = {Path(file).suffix for file, read in sources() if marked(file, read)}

    assert seen == {".py", ".html"}
