"""A list's own words for our choices: what each means, and which are not understood yet."""

from collections.abc import Iterator

from registration.imports.old import wording
from registration.imports.old.shapes import Mapping
from registration.imports.old.targets import Known, value_of
from registration.imports.old.texts import said
from registration.sheets.columns import STANDARDS, Column, ValueKind, fold
from registration.sheets.texts import BREAKS
from registration.validators.text import arabic_digits


class Words:
    """Reads choices. Everything that was read once is remembered: lists repeat themselves."""

    def __init__(self, known: Known, mapping: Mapping):
        self._known, self._mapping = known, mapping
        self._read: dict[tuple[str, str], str | None] = {}

    def value(self, target: str, text: str) -> str | None:
        """The value that a text means; '' for nothing, ``None`` where it is not understood."""
        key = (target, text)
        if key not in self._read:
            self._read[key] = self._look_up(target, text)
        return self._read[key]

    def written(self, target: str, text: str) -> tuple[str, list[str]]:
        """What is written into our cell for a cell of the list, and the parts that nobody
        understands. A cell with such a part stays as it is, so that the form's rules refuse it.
        """
        labels = self._known.choices.get(target, {})
        values = [(part, self.value(target, part)) for part in self.parts(target, text)]
        unread = [part for part, value in values if value is None]
        if unread:
            return text, unread
        chosen = dict.fromkeys(value for _part, value in values if value)
        return " / ".join(labels.get(value, value) for value in chosen), []

    def label(self, target: str, value: str) -> str:
        """What our form calls a value; a retired one is called by its code."""
        return self._known.choices.get(target, {}).get(value, value)

    def parts(self, target: str, text: str) -> list[str]:
        """A cell's choices one by one: several only where our form takes several."""
        column = self._known.column(target)
        if column is None or column.kind is not ValueKind.CODES or self._is_known(target, text):
            return [text]
        return [part.strip() for part in BREAKS.split(text) if said(part)]

    def _is_known(self, target: str, text: str) -> bool:
        return self.value(target, text) is not None

    def _look_up(self, target: str, text: str) -> str | None:
        folded = fold(text)
        own = self._mapping.words.get(target, {})
        if folded in own:
            return own[folded]
        if not said(text):
            return ""
        offered = self._known.choices.get(target, {})
        if text in offered:
            return text
        for each in _spellings(folded):
            found = self._by_column(target, each) or wording.known(target).get(each)
            if found and (found in offered or self._by_column(target, found)):
                return found
        return None

    def _by_column(self, target: str, folded: str) -> str | None:
        column = self._known.column(target)
        if target == "standards":
            column = self._known.sheet(STANDARDS)["standard"]
        if column is None:
            choices = self._known.choices.get(target, {}).items()
            return next((value for value, label in choices if fold(label) == folded), None)
        if column.kind is ValueKind.YES_NO:
            return _yes_no(column, folded)
        if target == "product.opc_stars" and wording.stars(folded):
            return wording.stars(folded)
        found = column.values_by_text.get(folded)
        return None if found is None else value_of(found)


def _spellings(folded: str) -> Iterator[str]:
    yield folded
    yield arabic_digits(folded)
    yield wording.bare(folded)


def _yes_no(column: Column, folded: str) -> str | None:
    found = column.values_by_text.get(folded)
    if found is not None:
        return value_of(found)
    return "yes" if wording.is_yes(folded) else None
