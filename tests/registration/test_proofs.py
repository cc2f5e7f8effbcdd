"""Which evidence is asked for: every condition of a kind, and what is missing."""

from types import SimpleNamespace as Row

import pytest

from registration import proofs
from registration.enums import EvidenceAbout, EvidenceDemand


def kind(pk=1, **values):
    usual = {
        "name": "หลักฐาน", "code": f"kind-{pk}", "about": EvidenceAbout.REGISTRATION,
        "demand": EvidenceDemand.REQUIRED, "keeps_copy": True, "accepts_seen": False,
        "pictures_only": False, "producer_type": "", "legal_form_id": None,
        "product_group_id": None, "only_proxy": False, "is_active": True,
    }  # fmt: skip
    return Row(pk=pk, **{**usual, **values})


def row(**values):
    usual = {"kind": "NEW", "producer_type": "GROUP", "legal_form_id": 7, "informant": "SELF"}
    return Row(**{**usual, **values})


def product(pk, group=None, *, dropped=False):
    return Row(pk=pk, sequence=pk, product_group_id=group, dropped=dropped)


def given(pk=1, kind_id=1, product_id=None, file_id=5, *, seen=False):
    return Row(pk=pk, kind_id=kind_id, product_id=product_id, file_id=file_id, seen_original=seen)


PRODUCTS = [product(1, group=3), product(2), product(3, group=3, dropped=True)]


@pytest.mark.parametrize(
    ("condition", "row_values", "is_asked"),
    [
        ({}, {}, True),
        ({"is_active": False}, {}, False),
        ({"producer_type": "GROUP"}, {}, True),
        ({"producer_type": "SME"}, {}, False),
        ({"legal_form_id": 7}, {}, True),
        ({"legal_form_id": 8}, {}, False),
        ({"legal_form_id": 7}, {"legal_form_id": None}, False),
        ({"only_proxy": True}, {}, False),
        ({"only_proxy": True}, {"informant": "PROXY"}, True),
        ({"product_group_id": 3}, {}, True),
        ({"product_group_id": 4}, {}, False),
        ({"producer_type": "GROUP", "legal_form_id": 8}, {}, False),
        ({}, {"kind": "CANCEL"}, False),
    ],
)
def test_a_producers_kind_is_asked_where_every_condition_holds(condition, row_values, is_asked):
    asks = proofs.asked([kind(**condition)], row(**row_values), PRODUCTS, [])

    assert bool(asks) is is_asked
    assert all(ask.product is None and ask.place == "evidence" for ask in asks)


@pytest.mark.parametrize(
    ("condition", "places"),
    [
        ({}, ["product-1.evidence", "product-2.evidence"]),
        ({"product_group_id": 3}, ["product-1.evidence"]),
        ({"producer_type": "SME"}, []),
    ],
)
def test_a_products_kind_is_asked_of_each_that_is_made(condition, places):
    asks = proofs.asked([kind(about="PRODUCT", **condition)], row(), PRODUCTS, [])

    assert [ask.place for ask in asks] == places


def test_a_group_limit_looks_at_products_that_are_made():
    dropped = [product(1, group=3, dropped=True)]

    assert proofs.asked([kind(product_group_id=3)], row(), dropped, []) == []


def test_what_is_missing_is_told_with_its_place():
    kinds = [kind(1), kind(2, demand=EvidenceDemand.OPTIONAL), kind(3, about="PRODUCT")]
    rows = [given(1, 3, product_id=1)]

    asks = proofs.asked(kinds, row(), PRODUCTS, rows)

    assert [problem.place for problem in proofs.problems(asks)] == [
        "evidence",
        "product-2.evidence",
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "ไฟล์"),
        ({"pictures_only": True}, "ภาพ"),
        ({"accepts_seen": True}, "หรือทำเครื่องหมาย"),
        ({"accepts_seen": True, "keeps_copy": False}, "ฉบับจริง"),
    ],
)
def test_a_sentence_names_the_remedy(values, words):
    asks = proofs.asked([kind(**values)], row(), [], [])

    assert words in proofs.problems(asks)[0].sentence


def test_to_have_seen_the_original_is_enough():
    (ask,) = proofs.asked([kind(accepts_seen=True)], row(), [], [given(file_id=None, seen=True)])

    assert (ask.is_missing, ask.is_seen, ask.files) == (False, True, [])


def test_what_is_no_longer_asked_for_is_left_over():
    rows = [given(1, 1), given(2, 9), given(3, 1, product_id=2)]
    asks = proofs.asked([kind(1)], row(), PRODUCTS, rows)

    assert [each.pk for each in proofs.left_over(asks, rows)] == [2, 3]
