"""The form is complete and its columns stand as DOMAIN §5.2 draws them."""

from itertools import chain

import pytest

from registration.enums import Kind, ProducerType, ProductType
from reporting.definitions import QUARTERLY
from reporting.shapes import ColumnGroup, Level

GROUPS = [
    ("จำนวนผู้ผลิต ผู้ประกอบการ (ราย)", ["รายใหม่", "ปรับปรุงข้อมูล", "ยกเลิก", "รวม (คงอยู่)"]),
    (
        "จำแนกตามประเภทผู้ผลิต (ราย)",
        ["กลุ่มผู้ผลิตชุมชน", "เจ้าของรายเดียว", "SMEs", "รวม"],
    ),
    (
        "จำนวนผลิตภัณฑ์จำแนกตามประเภท (ผลิตภัณฑ์)",
        [
            "อาหาร",
            "เครื่องดื่ม",
            "ผ้า เครื่องแต่งกาย",
            "ของใช้ ของตกแต่ง ของที่ระลึก",
            "สมุนไพรที่ไม่ใช่อาหาร",
            "รวม",
        ],
    ),
]


def test_the_columns_stand_as_on_the_form():
    groups = [block for block in QUARTERLY.columns if isinstance(block, ColumnGroup)]

    assert [(g.label, [c.label for c in g.columns]) for g in groups] == GROUPS
    assert [column.kind for column in QUARTERLY.leaves[:2]] == ["sequence", "area"]
    assert QUARTERLY.leaves[-1].label == "หมายเหตุ"


def test_every_measure_has_one_column():
    measures = [column.measure for column in QUARTERLY.numbers if not column.parts]

    assert sorted(measures) == sorted(chain(Kind, ProducerType, ProductType))


def test_sums_name_columns_that_exist():
    keys = [column.key for column in QUARTERLY.leaves]

    assert len(keys) == len(set(keys))
    for column in QUARTERLY.numbers:
        assert set(column.parts) <= set(keys)
        assert bool(column.parts) != bool(column.measure)
    assert set(chain.from_iterable(QUARTERLY.balances)) <= set(keys)


def test_what_is_cancelled_is_in_no_sum():
    assert all("cancel" not in column.parts for column in QUARTERLY.numbers)


def test_the_heads_cover_every_place_once():
    cells = list(chain.from_iterable(QUARTERLY.head("ตำบล")))
    covered = [
        (cell.row + down, cell.column + right)
        for cell in cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]

    assert sorted(covered) == [(r, c) for r in (0, 1) for c in range(len(QUARTERLY.leaves))]
    assert cells[1].label == "ตำบล"


@pytest.mark.parametrize("level", Level)
def test_every_level_is_signed_by_two(level):
    assert [s.part for s in QUARTERLY.signatories[level]] == ["ผู้รายงาน", "ผู้รับรอง"]
