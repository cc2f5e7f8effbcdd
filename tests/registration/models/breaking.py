"""Rows that no service would write: straight to the table, so that a constraint must bite."""

from datetime import date

from registration import models
from registration.enums import Kind, Role, Step
from tests import factories, old_lists, workbooks
from tests.factories import LONG_AGO, QUARTER

EARLY, LATE = date(2018, 1, 1), date(2018, 1, 2)
make = factories.RegistrationFactory


def update(row, **values):
    """Straight to the table, past every service."""
    type(row).objects.filter(pk=row.pk).update(**values)


def officer(**values):
    made = factories.OfficerFactory(role=Role.PROVINCE)
    update(made, **values)


def posting(**values):
    factories.OfficerFactory()
    models.Posting.objects.update(**values)


def filing(**values):
    update(factories.FilingFactory(), **values)


def certification(**values):
    update(models.Certification.objects.get(province="31", quarter=QUARTER), **values)


def quarter(**values):
    update(models.FiscalQuarter.objects.get(pk=QUARTER), **values)


def window(**values):
    order = models.WindowOrder.objects.get()
    models.Window.objects.create(
        **{"order": order, "quarter_id": "2561-2", "step": Step.ENTRY, "opens_on": EARLY,
           "closes_on": LATE, **values}
    )  # fmt: skip


def order(**values):
    update(models.WindowOrder.objects.get(), **values)


def same_order():
    first = models.WindowOrder.objects.get()
    models.WindowOrder.objects.create(
        number=first.number, dated_on=first.dated_on, issuer=first.issuer, issued_at=LONG_AGO
    )


def extension(**values):
    models.Extension.objects.create(
        **{"quarter_id": QUARTER, "step": Step.ENTRY, "until_on": LATE, "reason": "เหตุ",
           "granted_at": LONG_AGO, "granted_by": factories.OfficerFactory(), **values}
    )  # fmt: skip


def announcement(**values):
    return models.Announcement.objects.create(
        **{"quarter_id": QUARTER, "number": "1", "dated_on": LATE, "signatory": "ก",
           "signatory_position": "ข", "made_at": LONG_AGO,
           "made_by": factories.OfficerFactory(), **values}
    )  # fmt: skip


def left_out(times=1, **values):
    row = {"announcement": announcement(), "reason": "ก", **values}
    models.LeftOut.objects.bulk_create(models.LeftOut(**row) for _n in range(times))


def snapshots(province):
    for _twice in range(2):
        models.Snapshot.objects.create(
            quarter_id=QUARTER, province_id=province, summary="", detail="", sha256="",
            announcement=models.Announcement.objects.first() or announcement(), taken_at=LONG_AGO,
        )  # fmt: skip


def grants():
    row, giver = make(), factories.OfficerFactory()
    for _twice in range(2):
        models.ReturnGrant.objects.create(
            registration=row, fields=["name"], until_on=LATE, granted_at=LONG_AGO, granted_by=giver
        )


def without(state, *stamps, **values):
    """A registration in a state that has lost the stamps of it."""
    row = make(state=state)
    update(row, **{f"{stamp}_by": None for stamp in stamps}, **values)


def product_standard(model, product):
    model.objects.create(
        product=product, standard=factories.StandardFactory(), number="1", issued_on=LATE,
        expires_on=EARLY,
    )  # fmt: skip


def lapsed_twice():
    lapsed = make(state="LAPSED", quarter_id="2561-1")
    make.create_batch(2, carried_from=lapsed)


def live_twice():
    producer = factories.ProducerFactory()
    make.create_batch(2, kind=Kind.UPDATE, producer=producer)


def product_twice():
    row, product = make(products=0), factories.ProductFactory()
    for _twice in range(2):
        factories.RegisteredProductFactory(registration=row, product=product)


def right(model, product):
    model.objects.create(
        product=product, kind="PATENT", number="1", registered_on=LATE, expires_on=EARLY
    )


def evidence_kind(**values):
    return models.EvidenceKind.objects.create(
        **{"code": "ก", "name": "ก", "about": "REGISTRATION", **values}
    )


def evidence(model, **values):
    model.objects.create(kind=evidence_kind(), **values)


def drafts(**values):
    officer = factories.OfficerFactory()
    for _twice in range(2):
        models.FormDraft.objects.create(
            officer=officer, form="producer", content="", saved_at=LONG_AGO, **values
        )


def decision(**values):
    models.DuplicateDecision.objects.create(
        **{"registration": values.pop("row", None) or make(), "verdict": "DIFFERENT",
           "reason": "คนละคน", "decided_at": LONG_AGO, "decided_by": factories.OfficerFactory(),
           **values}
    )  # fmt: skip


def inquiry(**values):
    models.DuplicateInquiry.objects.create(
        **{"registration": values.pop("row", None) or make(), "district_id": "3201",
           "question": "ใช่รายเดียวกันหรือไม่", "asked_at": LONG_AGO,
           "asked_by": factories.OfficerFactory(), **values}
    )  # fmt: skip


def pair_twice(write, name):
    row = make()
    other = {"other": factories.ProducerFactory} if name == "other" else {name: make}
    same = {key: build() for key, build in other.items()}
    for _twice in range(2):
        write(row=row, **same)


def transfer(**values):
    models.Transfer.objects.create(
        **{"producer": values.pop("producer", None) or factories.ProducerFactory(),
           "quarter_id": QUARTER, "from_district_id": "3104", "to_district_id": "3201",
           "asking_district_id": "3104", "reason": "ย้ายบ้าน", "asked_at": LONG_AGO,
           "asked_by": factories.OfficerFactory(), **values}
    )  # fmt: skip


def transfers():
    producer = factories.ProducerFactory()
    for _twice in range(2):
        transfer(producer=producer)


def filters():
    officer = factories.OfficerFactory()
    for _twice in range(2):
        models.SavedFilter.objects.create(officer=officer, name="ผ้า", query="type=TEXTILE")


def staged(**values):
    return workbooks.stage(make().filing, factories.OfficerFactory(), **values)


def staged_line_twice():
    row = staged()
    for _twice in range(2):
        row.rows.create(sheet="ผู้ผลิต", number=2)


def old_list(**values):
    return old_lists.received(factories.OfficerFactory(), **values)


def old_rows(*rows):
    held = old_list()
    for values in rows:
        held.rows.create(number=2, content=b"", **values)


def mappings(**values):
    for _twice in range(2):
        models.RememberedMapping.objects.create(
            province_id="31", signature="0" * 64, used_at=LONG_AGO, **values
        )
