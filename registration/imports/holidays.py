"""Holidays from a file: the day says which row it is."""

from django.core.exceptions import ValidationError

from registration.forms.holidays import HolidayForm
from registration.imports.rows import RowTable
from registration.models import Holiday
from registration.services import orders


class HolidayTable(RowTable):
    title = "วันหยุดราชการ"
    columns = {
        "day": "วันที่",
        "name": "ชื่อวันหยุด",
        "kind": "ประเภท",
        "announced_on": "ประกาศเมื่อ",
        "source": "ที่มา",
    }

    def form(self, found, data):
        return HolidayForm(data)

    def find(self, data):
        try:
            day = HolidayForm.base_fields["day"].to_python(data["day"])
        except ValidationError:
            return None  # the form says what is wrong, and where
        return Holiday.objects.filter(day=day).first()

    def write(self, found, values):
        return orders.set_holiday(by=self.by, on=self.on, **values)
