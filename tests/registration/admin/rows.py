"""One row of every model of the admin, in district 3104 and in foreign 3201."""

from datetime import date

from registration import models
from registration.enums import CertificationState, Scope, Step
from registration.services import journal
from tests import factories

ON = factories.moment("2561-2", Step.ENTRY)


def make(district: str, officer, by) -> dict[str, object]:
    """Rows by model name that lie in ``district``; ``officer`` stands in the stamps."""
    province = district[:2]
    registration = factories.RegistrationFactory(district=district, entered_by=officer)
    producer = factories.ProducerFactory(district_id=district)
    certification = models.Certification.objects.get(province=province, quarter="2561-2")
    certification.state = CertificationState.ANNOUNCED
    certification.announced_at, certification.announced_by = ON, officer
    certification.save()
    announcement = models.Announcement.objects.create(
        quarter_id="2561-2", certification=certification, number="1", dated_on=date(2018, 3, 20),
        signatory="นาย ก", signatory_position="ผู้ว่าราชการจังหวัด", made_at=ON, made_by=officer,
    )  # fmt: skip
    rows = [
        registration,
        registration.filing,
        registration.products.get(),
        producer,
        producer.products.get(),
        certification,
        announcement,
        models.Snapshot.objects.create(
            quarter_id="2561-2", province_id=province, announcement=announcement, summary="{}",
            detail="{}", sha256="0" * 64, taken_at=ON,
        ),
        models.Extension.objects.create(
            quarter_id="2561-2", step=Step.ENTRY, scope=Scope.DISTRICT, district_id=district,
            until_on=date(2018, 3, 18), reason="น้ำท่วม", granted_at=ON, granted_by=officer,
        ),
        models.WindowOrder.objects.create(
            number=f"บร {district}", dated_on=date(2018, 2, 17), issuer="กรมฯ", subject="เฉพาะที่",
            scope=Scope.DISTRICT, district_id=district, issued_at=ON,
        ),
        journal.record(by, ON, "registration.enter", registration),
        officer,
    ]  # fmt: skip
    return {row._meta.model_name: row for row in rows}
