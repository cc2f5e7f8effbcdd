"""``manage.py measure_duplicates [--seed N]``: how well the duplicate finder tells pairs apart."""

from collections import Counter
from itertools import chain

from django.core.management.base import BaseCommand

from registration import similarity
from registration.management.likeness import pairs
from registration.models import Producer
from registration.selectors import duplicates


class Command(BaseCommand):
    help = (
        "Compare 200 synthetic producers typed twice and 2,000 pairs that only look alike; print "
        "precision and recall, and what was mistaken by kind. No table is read."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=2561)

    def handle(self, *, seed, **options):
        found = measure(seed)
        self.stdout.write("\n".join(found.lines()))


def measure(seed: int) -> "Measure":
    found = Measure()
    for pair in chain(pairs.true_pairs(seed), pairs.near_misses(seed)):
        found.count(pair, compare(pair))
    return found


def compare(pair: pairs.Pair) -> similarity.Likeness:
    one, other = (duplicates.traits_of(Producer(**values)) for values in (pair.one, pair.other))
    return similarity.likeness(one, other)


class Measure:
    """Counts of pairs by truth, kind and what the finder said."""

    def __init__(self):
        self.pairs: Counter = Counter()
        self.likely: Counter = Counter()
        self.asked: Counter = Counter()

    def count(self, pair: pairs.Pair, likeness: similarity.Likeness) -> None:
        key = (pair.is_same, pair.kind)
        self.pairs[key] += 1
        self.likely[key] += likeness.is_likely
        self.asked[key] += likeness.is_asked

    @property
    def recall(self) -> float:
        return _sum(self.likely, True) / _sum(self.pairs, True)

    @property
    def precision(self) -> float:
        said = self.likely.total()
        return _sum(self.likely, True) / said if said else 0

    @property
    def recall_asked(self) -> float:
        return _sum(self.asked, True) / _sum(self.pairs, True)

    @property
    def precision_asked(self) -> float:
        """Of all that an officer is asked: the same person behind two producers is asked, too."""
        return _sum(self.asked, True) / (self.asked.total() or 1)

    def lines(self) -> list[str]:
        head = f"{'kind of pair':<38}{'pairs':>7}{'likely':>8}{'asked':>7}"
        rows = [
            f"{'= ' if same else '≠ '}{kind:<36}{self.pairs[same, kind]:>7}"
            f"{self.likely[same, kind]:>8}{self.asked[same, kind]:>7}"
            for same, kind in sorted(self.pairs, key=lambda key: (not key[0], key[1]))
        ]
        return [
            head,
            *rows,
            f"likely: precision {self.precision:.3f}, recall {self.recall:.3f}",
            f"asked:  precision {self.precision_asked:.3f}, recall {self.recall_asked:.3f}",
        ]


def _sum(counts: Counter, same: bool) -> int:
    return sum(n for (is_same, _kind), n in counts.items() if is_same is same)
