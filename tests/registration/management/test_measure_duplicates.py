"""How well the finder tells pairs apart that were made without knowing its rules."""

import ast
from io import StringIO

import pytest
from django.core.management import call_command

from registration.management.commands.measure_duplicates import measure
from registration.management.likeness import pairs, people
from tests.architecture.source import ROOT


@pytest.mark.parametrize("seed", [2561, 1, 7])
def test_precision_and_recall(seed):
    found = measure(seed)
    assert found.recall >= 0.95
    assert found.precision >= 0.90
    assert found.recall_asked >= found.recall


def test_there_are_200_true_pairs_and_2000_near_misses():
    found = measure(3)
    assert sum(n for (same, _k), n in found.pairs.items() if same) == 200
    assert sum(n for (same, _k), n in found.pairs.items() if not same) == 2000
    assert min(found.pairs.values()) >= 15  # every kind in earnest


def test_the_same_seed_makes_the_same_pairs():
    assert list(pairs.true_pairs(5, 40)) == list(pairs.true_pairs(5, 40))
    assert list(pairs.near_misses(5, 40)) == list(pairs.near_misses(5, 40))
    assert list(pairs.near_misses(5, 40)) != list(pairs.near_misses(6, 40))


def test_every_pair_differs_in_what_its_kind_says():
    """Slips that do not apply leave the values as they are; that may not be the rule."""
    made = list(pairs.true_pairs(2))
    assert sum(pair.one != pair.other for pair in made) > 190


def test_the_names_are_many():
    words = people.WORDS
    assert len({*words["male"], *words["female"]}) >= 200
    assert len(set(words["last"])) >= 200


def test_the_generator_knows_no_rule_and_the_rules_know_no_generator():
    for path in (ROOT / "registration/management/likeness").glob("*.py"):
        assert "similarity" not in path.read_text(encoding="utf-8")
    source = ast.parse((ROOT / "registration/similarity.py").read_text(encoding="utf-8"))
    named = {ast.unparse(node) for node in ast.walk(source) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in named if "management" in name]


def test_the_command_prints_the_figures_by_kind():
    out = StringIO()
    call_command("measure_duplicates", stdout=out)
    text = out.getvalue()
    assert "twins at one address" in text
    assert "likely: precision" in text
    assert "asked:" in text
