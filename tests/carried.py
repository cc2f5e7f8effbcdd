"""Registrations carried from the register unchanged, many in a few statements, as the services
leave them; and the province's sample of them.
"""

from registration import models
from registration.enums import FilingState, Kind, RegistrationState, Step
from registration.models import ProducerDetails, ProductDetails, details_of
from registration.services import clean_sets, samples
from tests import evidence, factories
from tests.factories import QUARTER, moment

CERTIFYING = moment(QUARTER, Step.CERTIFICATION)


def carry(n=1, clerk=None, district="3104", **values):
    """``n`` submitted updates with a product and its photograph each, like their producers."""
    filing = models.Filing.objects.get(district=district, quarter=QUARTER)
    clerk = clerk or factories.OfficerFactory(district_id=district)
    producers = _producers(n, district)
    file, kind = evidence.stored(district), evidence.kind()
    made = factories.product_values()
    products = models.Product.objects.bulk_create(
        models.Product(producer=row, number=f"{row.number}-01", **made) for row in producers
    )
    models.ProducerEvidence.objects.bulk_create(
        models.ProducerEvidence(producer=each.producer, product=each, kind=kind, file=file)
        for each in products
    )
    rows = models.Registration.objects.bulk_create(
        _row(filing, producer, clerk, values) for producer in producers
    )
    filed = models.RegisteredProduct.objects.bulk_create(
        models.RegisteredProduct(
            registration=row, product=product, sequence=1, **details_of(product, ProductDetails)
        )
        for row, product in zip(rows, products, strict=True)
    )
    models.RegisteredEvidence.objects.bulk_create(
        models.RegisteredEvidence(
            registration=each.registration, product=each, kind=kind, file=file,
            added_at=each.registration.entered_at, added_by=clerk,
        )
        for each in filed
    )  # fmt: skip
    editors = models.Registration.editors.through
    editors.objects.bulk_create(editors(registration=row, officer=clerk) for row in rows)
    filing.save(update_fields=["last_sequence"])
    return rows


def _producers(n, district):
    place = models.District.objects.get(pk=district)
    first = place.last_producer_no + 1
    place.last_producer_no += n
    place.save(update_fields=["last_producer_no"])
    made = []
    for number in range(first, first + n):
        values = factories.producer_values(subdistrict=f"{district}01")
        del values["declared"]
        made.append(
            models.Producer(
                number=f"{district}-{number:05d}", district=place, first_quarter_id="2561-1",
                last_quarter_id="2561-1", **values,
            )
        )  # fmt: skip
    return models.Producer.objects.bulk_create(made)


def _row(filing, producer, clerk, values):
    filing.last_sequence += 1
    on = moment(QUARTER, Step.ENTRY)
    stamps = {
        f"{stamp}_{what}": value
        for stamp in ("entered", "submitted")
        for what, value in (("at", on), ("by", clerk))
    }
    return models.Registration(
        filing=filing, quarter=filing.quarter, sequence=filing.last_sequence, kind=Kind.UPDATE,
        state=RegistrationState.SUBMITTED, producer=producer, declared=True,
        **details_of(producer, ProducerDetails), **stamps, **values,
    )  # fmt: skip


def hand_over(*districts):
    """Hand over the filings of these districts, by somebody who typed nothing."""
    clerk = factories.OfficerFactory()
    for district in districts or ("3104",):
        filing = models.Filing.objects.get(district=district, quarter=QUARTER)
        factories.set_filing_state(filing, FilingState.HANDED_OVER, by=clerk)


def draw(persona, district="3104", on=CERTIFYING):
    return samples.draw(by=persona.by, on=on, province="31", quarter=QUARTER, district=district)


def check(persona, sampled, wrong="", on=CERTIFYING):
    """Answer every question; ``wrong`` is what was found at the first."""
    codes = models.SampleQuestion.objects.filter(is_active=True).values_list("code", flat=True)
    answers = dict.fromkeys(codes)
    if wrong:
        answers[next(iter(answers))] = wrong
    return samples.check(by=persona.by, on=on, sampled=sampled.pk, answers=answers)


def ask(*codes):
    """Questions of the sample, as the department keeps them."""
    for sequence, code in enumerate(codes or ("name-place", "products"), start=1):
        models.SampleQuestion.objects.get_or_create(
            code=code, defaults={"name": f"ข้อ {code}", "sequence": sequence}
        )


def sampled(persona, district="3104"):
    """Draw and find everything right."""
    ask()
    for row in draw(persona, district):
        check(persona, row)


def certify(persona, digest, district="3104", on=CERTIFYING):
    return clean_sets.certify(
        by=persona.by, on=on, province="31", quarter=QUARTER, district=district, digest=digest
    )


def quarter(clerk):
    """A handed-over filing: six unchanged, one each changed, warned, new and cancelled."""
    ask()
    unchanged = carry(6, clerk=clerk)
    changed, warned = carry(2, clerk=clerk)
    models.Registration.objects.filter(pk=changed.pk).update(mobile="08 9999 9999")
    models.Registration.objects.filter(pk=warned.pk).update(kept_warnings={"far": "ติดชายแดน"})
    submitted = {"state": RegistrationState.SUBMITTED, "entered_by": clerk}
    new = factories.RegistrationFactory(**submitted)
    cancelled = factories.RegistrationFactory(
        kind=Kind.CANCEL, producer=factories.ProducerFactory(), **submitted
    )
    hand_over()
    return {
        "unchanged": unchanged, "changed": changed, "warned": warned, "new": new,
        "cancelled": cancelled,
    }  # fmt: skip
