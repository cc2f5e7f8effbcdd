"""The list's own words for our choices: which of them a person still has to explain."""

import hashlib
from collections.abc import Mapping as Mapped
from collections.abc import Sequence
from dataclasses import dataclass, replace

from registration.imports.old.asking import unknown_words
from registration.imports.old.shapes import Mapping, Target
from registration.imports.old_lists.laying import Laid
from registration.sheets.texts import without_ids
from registration.spelling import fold

EMPTY = "-"  # chosen for a word that leaves the cell empty
_MOST = 60  # words of one target; a column that has more of them was mapped wrongly


@dataclass(frozen=True)
class Word:
    """A text of the list, how often it stands there, and what it was said to mean."""

    target: str
    text: str
    times: int
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""

    @property
    def field(self) -> str:
        """Names the word on a form; two pages of the same list agree about it."""
        name = f"{self.target}\n{fold(self.text)}"
        return f"word-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class WordGroup:
    """The words of one target; ``n_more`` are not asked."""

    label: str
    words: list[Word]
    n_more: int


def unknown(laid: Laid, mapping: Mapping) -> int:
    """How many words nobody has explained yet."""
    return sum(len(each.words) + each.n_more for each in groups(laid, mapping, again=False))


def groups(laid: Laid, mapping: Mapping, *, again: bool = True) -> list[WordGroup]:
    """Words by target, the most frequent first; with ``again`` also those that were explained."""
    asked = replace(mapping, words={}) if again else mapping
    found = unknown_words(laid.table, asked, laid.lists)
    targets = {target.key: target for target in laid.offered}
    return [
        _group(targets[key], texts, mapping.words.get(key, {}))
        for key, texts in found.items()
        if key in targets and texts
    ]


def explained(mapping: Mapping, asked: Sequence[WordGroup], chosen: Mapped[str, str]) -> Mapping:
    """The mapping with what was ``chosen`` by ``Word.field``; a word without a choice is unknown
    again.
    """
    words = {key: dict(found) for key, found in mapping.words.items()}
    for word in (word for group in asked for word in group.words):
        own = words.setdefault(word.target, {})
        own.pop(fold(word.text), None)
        value = chosen.get(word.field)
        if value:
            own[fold(word.text)] = "" if value == EMPTY else value
    return replace(mapping, words={key: found for key, found in words.items() if found})


def _group(target: Target, texts: Mapped[str, int], known: Mapped[str, str]) -> WordGroup:
    ordered = sorted(texts.items(), key=lambda pair: (-pair[1], pair[0]))
    # A number that could be a citizen ID is no word, and is kept nowhere.
    ordered = [pair for pair in ordered if without_ids(pair[0]) == pair[0]]
    words = []
    for text, times in ordered[:_MOST]:
        value = known.get(fold(text))
        chosen = "" if value is None else value or EMPTY
        words.append(Word(target.key, text, times, target.choices, chosen))
    return WordGroup(target.label, words, len(texts) - len(words))
