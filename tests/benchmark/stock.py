"""django-import-export as it comes out of the box, for the same producers: its XLSX format, a
``ModelResource``, a dry run and the import. Generous to it: no products, no rules, no journal.
"""

from import_export import resources
from import_export.formats.base_formats import XLSX

from registration.models import Registration
from tests.benchmark import files
from tests.benchmark.clock import Clock
from tests.factories import citizen_id

# Every cell is filled: its reader wants rows of one length.
_OWN = {
    "name": "กลุ่มทอผ้าบ้านทดสอบ", "person_title": "นาง", "person_first_name": "สมศรี",
    "person_last_name": "ทดสอบระบบ", "founded_year": "2550", "site_house_no": "12",
    "mobile": "0812345678", "thai_nationality": "1", "declared": "1", "last_income": "120000",
    "citizen_id": "",
}  # fmt: skip


class StockResource(resources.ModelResource):
    class Meta:
        model = Registration
        fields = ("sequence", *_OWN)
        import_id_fields = ("sequence",)

    def __init__(self, filing, by, on):
        super().__init__()
        self.filing, self.by, self.on = filing, by, on

    def before_save_instance(self, instance, row, **kwargs):
        instance.filing, instance.quarter = self.filing, self.filing.quarter
        instance.kind, instance.entered_at = "NEW", self.on
        instance.entered_by_id = self.by.officer_id


def measure(rows: int, filing, by, on) -> dict[str, float]:
    head = ["sequence", *_OWN]
    lines = [
        _OWN | {"sequence": str(500_000 + n), "citizen_id": citizen_id(7_100_000 + n)}
        for n in range(rows)
    ]
    content = files.table(head, ([line[name] for name in head] for line in lines))
    clock = Clock()
    with clock.of("stock check"):
        dataset = XLSX().create_dataset(content)
        found = StockResource(filing, by, on).import_data(dataset, dry_run=True)
    assert found.totals["new"] == rows, found.totals
    with clock.of("stock commit"):
        StockResource(filing, by, on).import_data(dataset, dry_run=False)
    assert Registration.objects.filter(filing=filing).count() == rows
    return clock.seconds
