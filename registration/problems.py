"""What keeps a form from being complete, as its rules say it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong (``sentence``) and at which field (``place``; ``product-2.story`` for a
    product).
    """

    place: str
    sentence: str


def required(row, needs: Mapping[str, str]) -> list[Problem]:
    """A problem for every field of ``needs`` (name to sentence) that is empty in ``row``."""
    return [
        Problem(name, sentence)
        for name, sentence in needs.items()
        if getattr(row, f"{name}_id", None) is None and getattr(row, name) in (None, "", [])
    ]
