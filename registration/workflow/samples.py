"""How a sample of the unchanged registrations is drawn (our rule; no source asks for one)."""

import hashlib
from collections.abc import Iterable
from math import ceil

SHARE = 20  # one of so many: 5 %
LEAST = 3


def size(n: int) -> int:
    """How many of ``n`` are drawn: 5 %, at least three, at most all."""
    return min(n, max(LEAST, ceil(n / SHARE)))


def draw(seed: str, pool: Iterable[int]) -> list[int]:
    """The keys that ``seed`` draws from ``pool``: the same from the same, in whatever order they
    come, so that anybody can draw again what was drawn.
    """
    keys = sorted(set(pool), key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())
    return sorted(keys[: size(len(keys))])
