"""`make messages`: collects the marked texts and compiles the English catalogue.

Only this needs GNU gettext (xgettext, msgmerge). The program reads the compiled catalogue, the
tests read both files with polib.
"""

import os
import sys
from pathlib import Path

import polib
from django.core.management import call_command
from django.core.management.commands import makemessages

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE / "en" / "LC_MESSAGES" / "django.po"
# Django's own messages where its Thai is missing or stiff; written by hand, only compiled here.
THAI = HERE / "th" / "LC_MESSAGES" / "django.po"


class Collect(makemessages.Command):
    """Django's command; a new text stays empty instead of getting a similar text's translation."""

    # The workflow's table marks its labels with _L.
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_L"]
    msgmerge_options = ["--quiet", "--backup=none", "--update", "--no-fuzzy-matching"]


def collect():
    call_command(
        Collect(),
        locale=["en"],
        ignore_patterns=["tests", "var", "static", "locale"],
        add_location="file",  # no line numbers: a moved line changes nothing here
        no_wrap=True,
        no_obsolete=True,
        verbosity=0,
    )


def settle():
    """Write both files, always in the same form; return the texts without a translation."""
    catalogue = polib.pofile(CATALOGUE, wrapwidth=0)
    catalogue.header = "English of the texts, which are written in Thai. See `make messages`."
    catalogue.metadata_is_fuzzy = False
    catalogue.metadata = {  # without dates, which would change with every run
        "Project-Id-Version": "otopreg",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.save()
    catalogue.save_as_mofile(CATALOGUE.with_suffix(".mo"))
    polib.pofile(THAI).save_as_mofile(THAI.with_suffix(".mo"))
    return catalogue.untranslated_entries()


if __name__ == "__main__":
    os.chdir(HERE.parent)
    sys.path.insert(0, str(HERE.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otopreg.settings.dev")
    collect()
    if waiting := settle():
        sys.exit("\n".join(["To be translated:", *(f"  {entry.msgid}" for entry in waiting)]))
