"""What the filled form says: every level, both spans, live and announced."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.enums import Kind
from registration.models import Registration
from tests import factories
from tests.reporting.worlds import (
    CERTIFIED,
    announce,
    build,
    close,
    hand_over,
    mixed_country,
    register,
    row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(plan, own_district):
    mixed_country(own_district.officer)


def test_a_district_is_reported_by_subdistrict(country, own_district):
    filled = build(own_district, "3104")

    assert filled.area_word == "ตำบล"
    assert [r.code for r in filled.rows] == ["310401", "310403", "310405"]
    assert [r.values["producers"] for r in filled.rows] == [2, 1, 0]
    assert filled.total.values | {"new": 3, "sole": 2, "group": 1, "textile": 5} == (
        filled.total.values
    )


def test_levels_agree(country, own_province, department):
    districts = [build(own_province, code).total.values for code in ("3103", "3104")]
    province, nation = build(department, "31"), build(department, "th")

    for r, values in zip(province.rows, districts, strict=True):
        assert r.values == values
    assert row(nation, "31").values == province.total.values
    assert nation.total.values["products"] == 9
    assert nation.total.values["sme"] == 1


def test_what_is_cancelled_counts_only_as_cancelled(plan, own_district):
    producer = factories.ProducerFactory()
    register("3104", kind=Kind.CANCEL, producer=producer, cancel_reason="CEASED")

    values = build(own_district, "3104").total.values

    assert (values["cancel"], values["producers"], values["types"]) == (1, 0, 0)


def test_drafts_do_not_count(plan, own_district):
    register("3104", state="DRAFT")

    assert build(own_district, "3104").total.values["producers"] == 0


def test_a_year_counts_a_producer_once_however_many_quarters(plan, own_district, own_province):
    register("3104", quarter="2561-1", state=CERTIFIED, entered_by=own_district.officer)
    hand_over(own_district.officer, "3104", "2561-1")
    announce(own_province, "2561-1")
    producer = Registration.objects.get().producer
    register("3104", kind=Kind.UPDATE, producer=producer)
    register("3104")

    quarter, year = build(own_district, "3104"), build(own_district, "3104", "year")

    assert (quarter.total.values["new"], quarter.total.values["update"]) == (1, 1)
    assert (year.total.values["new"], year.total.values["update"]) == (2, 0)


def test_titles_say_quarter_period_area_and_day(country, own_district):
    titles = build(own_district, "3104").titles

    assert titles == (
        "แบบรายงานผลการลงทะเบียนผู้ผลิต ผู้ประกอบการ OTOP ปี 2561",
        "ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2561 (ระหว่างวันที่ 3 มกราคม 2561 ถึงวันที่ 16 มีนาคม 2561)",
        "อำเภอนางรอง จังหวัดบุรีรัมย์   ข้อมูล ณ วันที่ 3 มกราคม 2561",
    )


def test_a_year_begins_with_october(country, own_district):
    title = build(own_district, "3104", "year").titles[1]

    assert title.startswith("สะสมตั้งแต่ต้นปีงบประมาณ พ.ศ. 2561 ถึงไตรมาสที่ 2")
    assert "ระหว่างวันที่ 1 ตุลาคม 2560 ถึงวันที่ 16 มีนาคม 2561" in title


def test_bangkok_speaks_of_khet_and_khwaeng(plan, department):
    province, district = build(department, "10"), build(department, "1001")

    assert (province.area_word, district.area_word) == ("เขต", "แขวง")
    assert district.titles[2].startswith("เขตพระนคร กรุงเทพมหานคร ")
    # Its offices are the city's own: the form leaves the position to the paper.
    assert [s.position for s in district.signatures] == ["", ""]


def test_the_own_chief_signs(plan, own_district, own_province):
    assert build(own_district, "3104").signatures[1].position == "พัฒนาการอำเภอนางรอง"
    assert build(own_province, "31").signatures[1].position == "พัฒนาการจังหวัดบุรีรัมย์"


def test_zero_is_not_missing(country, own_province, own_district, department):
    hand_over(own_district.officer, "3104")
    hand_over(own_district.officer, "3103", nil=True)

    province, nation = build(own_province, "31"), build(department, "th")

    assert row(province, "3103").note == "ไม่มีผู้ลงทะเบียน"
    assert row(province, "3104").note == ""
    assert row(nation, "31").note == "ส่งแล้ว 2 จาก 2 อำเภอ"
    assert row(nation, "32").note == "ยังไม่ส่ง"
    assert build(own_district, "3104").notes[0].startswith("รวม (คงอยู่)")


def test_a_district_that_has_not_sent_says_so(country, own_district):
    filled = build(own_district, "3104")

    assert filled.notes[0] == "อำเภอนางรองยังไม่ส่งข้อมูลของไตรมาสนี้ให้จังหวัด"
    assert filled.total.note == "ยังไม่ส่ง"


def test_live_numbers_say_that_they_are_live(country, department):
    origin = build(department, "31").origin

    assert origin.is_live
    assert origin.sentence == "ยังไม่ประกาศรับรอง"
    assert "19–23 มีนาคม 2561" in origin.detail


class TestAnnounced:
    @pytest.fixture
    def announced(self, plan, own_district, own_province):
        mixed_country(own_district.officer, CERTIFIED)
        hand_over(own_district.officer, "3104")
        return announce(own_province, number="บร 0019/77")

    def test_it_names_the_announcement_and_its_copy(self, announced, own_district):
        origin = build(own_district, "3104").origin

        assert not origin.is_live
        assert origin.sentence == ("ตามประกาศจังหวัดบุรีรัมย์ เลขที่ บร 0019/77 ลงวันที่ 19 มีนาคม 2561")
        assert (origin.revision, origin.sha256) == (1, announced.snapshots.get().sha256)

    @pytest.mark.parametrize("span", ["quarter", "year"])
    def test_an_issued_document_never_changes(self, announced, own_province, span):
        before = build(own_province, "31", span)

        Registration.objects.update(producer_type="SME", kind="NEW", site_subdistrict="310405")
        register("3104", count=4)

        assert build(own_province, "31", span, on=factories.moment("2561-3", "ENTRY")) == before

    def test_the_country_says_how_many_have_announced(self, announced, department):
        filled = build(department, "th")

        assert filled.origin.is_live
        assert filled.origin.sentence == ("ประกาศรับรองแล้ว 1 จังหวัด ยังไม่ประกาศรับรอง 2 จังหวัด")
        assert (row(filled, "31").note, row(filled, "32").note) == ("", "ยังไม่ส่ง")

    def test_who_did_not_send_in_time_is_named(self, announced, own_province):
        assert row(build(own_province, "31"), "3103").note == "ไม่ได้ส่ง"

    def test_a_closed_country_reads_the_closing(self, announced, department):
        close(department)
        before = build(department, "th")

        Registration.objects.update(producer_type="SME")

        assert build(department, "th") == before
        assert before.origin.sentence.startswith("ตามประกาศกรมการพัฒนาชุมชน เลขที่ มท 0404/9")
        assert row(before, "31").values["producers"] == before.total.values["producers"] == 6
        assert row(before, "32").note == "ไม่ได้ประกาศรับรอง"

    def test_a_closed_province_that_never_announced_is_empty_and_says_why(
        self, announced, department, other_province
    ):
        close(department)
        filled = build(other_province, "32")

        assert filled.total.values["producers"] == 0
        assert filled.origin.sentence.startswith("จังหวัดสุรินทร์ไม่ได้ประกาศรับรอง")


def test_another_area_does_not_exist(plan, own_district, reader):
    for persona, area in ((own_district, "3103"), (own_district, "31"), (reader, "th")):
        with pytest.raises(ObjectDoesNotExist):
            build(persona, area)


def test_a_province_that_is_not_there(plan, department):
    with pytest.raises(ObjectDoesNotExist):
        build(department, "99")


@pytest.mark.parametrize("span", ["quarter", "year"])
def test_a_district_does_not_count_the_whole_country(country, own_district, span):
    with CaptureQueriesContext(connection) as queries:
        build(own_district, "3104", span)

    counting = [q["sql"] for q in queries if "COUNT(" in q["sql"]]
    assert len(counting) == 2
    assert all("\"province_id\" = '31'" in sql for sql in counting)
