"""The closed lists, as the letter and DOMAIN.md fix them, and how Bangkok names its levels."""

import pytest

from registration import enums


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        (enums.ProducerType, "GROUP SOLE SME"),
        (enums.ProductType, "FOOD DRINK TEXTILE HOUSEWARE HERBAL"),
        (enums.Step, "ENTRY CERTIFICATION CLOSING"),
        (enums.Kind, "NEW UPDATE CANCEL"),
        (enums.Role, "DISTRICT PROVINCE DEPARTMENT READER"),
        (enums.FilingState, "ENTRY HANDED_OVER CERTIFIED CLOSED"),
        (enums.CertificationState, "WAITING ANNOUNCED CLOSED"),
        (enums.QuarterState, "PLANNED OPEN CLOSED"),
        (
            enums.RegistrationState,
            "DRAFT SUBMITTED RETURNED REJECTED CERTIFIED CLOSED WITHDRAWN LAPSED",
        ),
    ],
)
def test_closed_lists(choices, names):
    assert list(choices) == names.split()


@pytest.mark.parametrize(
    "choices",
    [
        c
        for c in vars(enums).values()
        # A file type is called alike in every language.
        if isinstance(c, type(enums.Role)) and c is not enums.FileType
    ],
)
def test_every_choice_has_a_thai_label_of_its_own(choices):
    labels = [str(label) for label in choices.labels]

    assert all(any("ก" <= letter <= "๛" for letter in label) for label in labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("10", ("", "เขต", "แขวง")),
        ("1001", ("", "เขต", "แขวง")),
        ("100101", ("", "เขต", "แขวง")),
        ("31", ("จังหวัด", "อำเภอ", "ตำบล")),
        ("3110", ("จังหวัด", "อำเภอ", "ตำบล")),
        ("", ("จังหวัด", "อำเภอ", "ตำบล")),
        (None, ("จังหวัด", "อำเภอ", "ตำบล")),
    ],
)
def test_bangkok_speaks_of_khet_and_khwaeng(code, words):
    spoken = enums.place_words(code)

    assert (spoken.province, spoken.district, spoken.subdistrict) == words
