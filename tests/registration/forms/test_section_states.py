"""How far a section is: every state, and that fields which do not apply say nothing."""

import pytest

from registration.forms.section_states import SectionState, of_rows, of_section
from registration.forms.sections import SECTIONS
from registration.models import Registration

BY_KEY = {section.key: section for section in SECTIONS}
S = SectionState


@pytest.mark.parametrize(
    ("key", "values", "gaps", "pointed", "state", "n"),
    [
        ("person", {}, ["citizen_id", "person_title"], [], S.NOT_STARTED, 2),
        ("person", {"person_title": "นาง"}, ["citizen_id"], [], S.IN_PROGRESS, 1),
        ("person", {"person_title": "นาง"}, ["name"], [], S.DONE, 0),
        ("person", {"birth_date": "2010"}, [], ["birth_date"], S.ATTENTION, 0),
        ("person", {}, ["citizen_id"], ["citizen_id"], S.ATTENTION, 1),
        ("producer", {"producer_type": "GROUP"}, ["name"], [], S.NOT_STARTED, 1),
        ("informant", {"informant": "SELF"}, ["declared"], [], S.NOT_STARTED, 1),
        ("informant", {"declared": True}, [], [], S.DONE, 0),
        ("business", {}, [], [], S.OPTIONAL, 0),
        ("business", {"channels": ["online"]}, [], [], S.DONE, 0),
        # A sole owner has no members: what is kept of them does not count.
        ("members", {"producer_type": "SOLE", "members_male": 3}, [], [], S.OPTIONAL, 0),
        ("members", {"producer_type": "SOLE"}, ["members_female"], [], S.OPTIONAL, 0),
        ("members", {"producer_type": "GROUP"}, ["members_female"], [], S.NOT_STARTED, 1),
        ("members", {"labour_community": 0}, [], [], S.DONE, 0),
    ],
)
def test_a_section(key, values, gaps, pointed, state, n):
    row = Registration(**{"producer_type": "SOLE", **values})
    progress = of_section(BY_KEY[key], row, gaps, pointed)
    assert (progress.state, progress.n_missing) == (state, n)


@pytest.mark.parametrize(
    ("rows", "gaps", "pointed", "state", "n"),
    [
        ([], ["products"], [], S.NOT_STARTED, 1),
        ([1], ["product-1.story", "product-1.name", "name"], [], S.IN_PROGRESS, 2),
        ([1], ["name"], [], S.DONE, 0),
        ([1], [], ["product-1"], S.ATTENTION, 0),
        ([], [], [], S.OPTIONAL, 0),
    ],
)
def test_products(rows, gaps, pointed, state, n):
    progress = of_rows(rows, gaps, pointed, "product")
    assert (progress.state, progress.n_missing) == (state, n)


def test_every_state_has_words_and_a_look():
    assert all(state.label and state.look for state in S)
    assert len({state.look for state in S}) == len(S)
