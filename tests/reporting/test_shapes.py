"""A document that does not add up cannot exist."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.enums import Kind, ProducerType, ProductType
from reporting import aggregates
from reporting.definitions import QUARTERLY
from reporting.shapes import Document, Level, Origin, Place, Unbalanced

PARTS = tuple(Place(code, code) for code in ("310401", "310403", "310405"))
COUNTS = st.integers(min_value=0, max_value=10_000)


@st.composite
def cells(draw):
    """What any set of registrations can count to: types divide up who is new or updated."""
    found = {}
    for part in draw(st.lists(st.sampled_from(PARTS), unique=True)):
        group, sole, sme = draw(COUNTS), draw(COUNTS), draw(COUNTS)
        new = draw(st.integers(min_value=0, max_value=group + sole + sme))
        cell = {
            Kind.NEW: new,
            Kind.UPDATE: group + sole + sme - new,
            Kind.CANCEL: draw(COUNTS),
            ProducerType.GROUP: group,
            ProducerType.SOLE: sole,
            ProducerType.SME: sme,
        }
        found[part.code] = cell | {product_type: draw(COUNTS) for product_type in ProductType}
    return found


def filled(counted):
    rows, total = aggregates.fill(QUARTERLY, counted, PARTS, Place("3104", "รวมทั้งสิ้น"), {})
    return Document(
        definition=QUARTERLY, level=Level.DISTRICT, quarter="2561-2", span="quarter",
        path=(Place("3104", "อำเภอนางรอง"),), titles=(), as_of=date(2018, 3, 12),
        area_word="ตำบล", rows=rows, total=total, origin=Origin(True, "ยังไม่ประกาศรับรอง"),
    )  # fmt: skip


@given(cells())
def test_what_is_counted_adds_up(counted):
    document = filled(counted)

    assert [row.code for row in document.rows] == [part.code for part in PARTS]
    assert document.total.values["producers"] == sum(
        cell[Kind.NEW] + cell[Kind.UPDATE] for cell in counted.values()
    )
    assert document.total.values["products"] == sum(
        cell[product_type] for cell in counted.values() for product_type in ProductType
    )


@given(
    cells(),
    st.sampled_from(QUARTERLY.numbers),
    st.integers(0, len(PARTS)),
    st.sampled_from((1, -1)),
)
def test_no_number_can_be_changed_alone(counted, column, place, by):
    document = filled(counted)
    rows = [*document.rows, document.total]
    row = rows[place]
    rows[place] = replace(row, values=row.values | {column.key: row.values[column.key] + by})

    with pytest.raises(Unbalanced, match=f"{row.code}|3104"):
        replace(document, rows=tuple(rows[:-1]), total=rows[-1])


def test_the_complaint_names_row_and_column():
    document = filled({"310403": {"NEW": 2, "SOLE": 2}})
    tampered = replace(document.rows[1], values=document.rows[1].values | {"sole": 1, "types": 1})

    with pytest.raises(Unbalanced, match="2561-2 310403: producers 2 but types 1"):
        replace(document, rows=(document.rows[0], tampered, document.rows[2]))


def test_a_cell_outside_every_row_is_not_lost_silently():
    with pytest.raises(Unbalanced, match="310499"):
        filled({"310499": {"NEW": 1, "SOLE": 1}})


@pytest.mark.parametrize(
    ("area", "level"), [("th", Level.COUNTRY), ("31", Level.PROVINCE), ("3104", Level.DISTRICT)]
)
def test_level_of_an_area(area, level):
    assert Level.of(area) == level


@pytest.mark.parametrize("area", ["", "3", "310", "310401", "TH", "๓๑", "x1"])
def test_no_level(area):
    with pytest.raises(ValueError, match="area"):
        Level.of(area)
