"""What a person must be asked about a list before its rows can be taken."""

from django.utils import translation

from registration.imports.old import holdings, rows
from registration.imports.old.rows import RowKind
from registration.imports.old.shapes import Mapping
from registration.imports.old.targets import Known
from registration.imports.old.texts import on_one_line
from registration.imports.old.words import Words
from registration.sheets.columns import Lists, fold
from registration.sheets.reading import Table


def unknown_words(table: Table, mapping: Mapping, lists: Lists) -> dict[str, dict[str, int]]:
    """By target: texts that nobody understands yet, as first written, and how often they stand.

    ``Mapping.words`` answers them under their folded text (``spelling.fold``).
    """
    with translation.override("th"):
        known = Known(lists)
        words = Words(known, mapping)
        asked = {place: key for place, key in mapping.columns.items() if key in known.choices}
    counts: dict[str, dict[str, int]] = {}
    spelled: dict[tuple[str, str], str] = {}
    heads = rows.heads_of(table.header, mapping.columns)
    for row in map(rows.cleaned, table.rows):
        if rows.kind_of(row, heads) is not RowKind.DATA:
            continue
        for place, key in asked.items():
            text = row.cells[place] if place < len(row.cells) else ""
            for part in _unknown(words, key, text):
                shown = spelled.setdefault((key, fold(part)), part)
                of_target = counts.setdefault(key, {})
                of_target[shown] = of_target.get(shown, 0) + 1
    return counts


def _unknown(words: Words, key: str, text: str) -> list[str]:
    plain = on_one_line(text)
    if not plain:
        return []
    if key == "standards":
        named = (word for word, _number in holdings.parts(text))
        return [word for word in named if words.value(key, word) is None]
    return words.written(key, plain)[1]
