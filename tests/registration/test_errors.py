"""What a refusal says, and what an incomplete form lists."""

import pytest

from registration.errors import Incomplete, Refusal, Refused


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "พ้นช่วงเวลา"),
        ({"order_text": "ว 755"}, "พ้นช่วงเวลา ว 755"),
        (
            {"window_text": "3 ม.ค.", "order_text": "ว 755", "opens_again_text": "2 เม.ย."},
            "พ้นช่วงเวลา 3 ม.ค. ว 755 2 เม.ย.",
        ),
    ],
)
def test_a_refusal_reads_as_one_line_without_gaps(texts, said):
    assert str(Refusal("too_late", "พ้นช่วงเวลา", **texts)) == said


def test_refused_carries_the_refusal():
    refusal = Refusal("state", "สถานะไม่ใช่")

    assert Refused(refusal).refusal is refusal
    assert str(Refused(refusal)) == "สถานะไม่ใช่"


def test_incomplete_lists_every_problem_once_read():
    error = Incomplete(iter([("name", "กรอกชื่อ"), ("story", "เล่าเรื่อง")]))

    assert error.problems == [("name", "กรอกชื่อ"), ("story", "เล่าเรื่อง")]
    assert str(error) == "name: กรอกชื่อ; story: เล่าเรื่อง"
