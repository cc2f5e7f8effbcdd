"""Records are written in Thai, whatever language the officer reads."""

import pytest
from django.utils import translation

from registration.models import JournalEntry
from registration.services import filings
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_english_screen_leaves_a_thai_record(plan, own_district):
    on = factories.moment("2561-2", "ENTRY")

    with translation.override("en"):
        assert str(own_district.officer.district) == "Nang Rong District"
        by = type(own_district)(own_district.officer).by
        filings.hand_over(by=by, on=on, district="3104", quarter="2561-2", nil=True)

    entry = JournalEntry.objects.latest("pk")
    assert entry.office == "อำเภอนางรอง"
    assert entry.permit.startswith("ช่วงเวลา")
    assert "หนังสือ" in entry.permit
