"""Synthetic places, officers, registrations and producers, and the letter's plan.

Codes are real, people are not. A factory writes rows as they would stand after the services had
done their work (stamps included) without the way there; tests of the way use the services.
"""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from registration import models
from registration.enums import (
    CancelReason,
    FilingState,
    Informant,
    Kind,
    ProducerState,
    ProducerType,
    ProductType,
    RegistrationState,
    Role,
    Step,
)
from registration.services.register import search_text
from tests import evidence
from tests.ground import (
    DISTRICTS,
    LETTER,
    LONG_AGO,
    PASSWORD,
    PROVINCES,
    QUARTER,
    SUBDISTRICTS,
    at,
    citizen_id,
    issue_letter,
    juristic_id,
    letter_windows,
    load_places,
    moment,
)

__all__ = [
    "DISTRICTS", "LETTER", "LONG_AGO", "PASSWORD", "PROVINCES", "QUARTER", "SUBDISTRICTS", "at",
    "citizen_id", "issue_letter", "juristic_id", "letter_windows", "load_places", "moment",
]  # fmt: skip


class OfficerFactory(DjangoModelFactory):
    """An account that may sign in with ``PASSWORD``; role, province and district must fit."""

    class Meta:
        model = models.Officer
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"officer{n}")
    full_name = factory.Sequence(lambda n: f"นางสาวทดสอบ ระบบที่{n}")
    position = "นักวิชาการพัฒนาชุมชนปฏิบัติการ"
    role = Role.DISTRICT
    district_id = factory.LazyAttribute(lambda o: "3104" if o.role == Role.DISTRICT else None)
    province_id = factory.LazyAttribute(
        lambda o: (o.district_id or "")[:2] or ("31" if o.role == Role.PROVINCE else None)
    )
    created_at = LONG_AGO
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def posting(self, create, extracted, **kwargs):
        models.Posting.objects.create(
            officer=self, from_on=date(2017, 10, 1), role=self.role, position=self.position,
            province_id=self.province_id, district_id=self.district_id,
        )  # fmt: skip


class LegalFormFactory(DjangoModelFactory):
    class Meta:
        model = models.LegalForm
        django_get_or_create = ("code",)

    code = "test-occupation-group"
    name = "กลุ่มอาชีพ"
    producer_type = ProducerType.GROUP


class ProductGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.ProductGroup
        django_get_or_create = ("code",)

    product_type = ProductType.TEXTILE
    code = factory.LazyAttribute(lambda o: f"test-{o.product_type.lower()}")
    name = factory.LazyAttribute(lambda o: f"กลุ่มย่อยของ{ProductType(o.product_type).label}")


class StandardFactory(DjangoModelFactory):
    class Meta:
        model = models.Standard
        django_get_or_create = ("code",)

    code = "test-mpc"
    name = "มผช."


class PermitFactory(StandardFactory):
    code = "test-permit"
    name = "ใบอนุญาตผลิต"
    is_permit = True


class FilingFactory(DjangoModelFactory):
    """A district's filing; its quarter and the places are there already (``plan``)."""

    class Meta:
        model = models.Filing
        django_get_or_create = ("district_id", "quarter_id")

    district_id = "3104"
    quarter_id = QUARTER


def set_filing_state(filing, state, *, by, on=None):
    """Put a filing into a state with its stamps; ``by`` is an officer."""
    on = on or moment(filing.quarter_id, Step.ENTRY, "last")
    stamps = {
        FilingState.ENTRY: (),
        FilingState.HANDED_OVER: ("handed_over",),
        FilingState.CERTIFIED: ("handed_over", "certified"),
        FilingState.CLOSED: ("closed",),
    }[state]
    for stamp in stamps:
        setattr(filing, f"{stamp}_at", on)
        setattr(filing, f"{stamp}_by", by)
    filing.state = state
    filing.save()
    return filing


_R = RegistrationState
_STAMPS = {
    _R.DRAFT: (),
    _R.SUBMITTED: ("submitted",),
    _R.RETURNED: ("submitted", "returned"),
    _R.REJECTED: ("submitted", "rejected"),
    _R.CERTIFIED: ("submitted", "certified"),
    _R.CLOSED: ("submitted", "certified", "closed"),
    _R.WITHDRAWN: ("withdrawn",),
    _R.LAPSED: ("closed",),
}


class _Producer(DjangoModelFactory):
    """The form's producer part, complete for submission: a sole owner in subdistrict …01."""

    class Meta:
        abstract = True

    class Params:
        group = factory.Trait(
            producer_type=ProducerType.GROUP, members_male=3, members_female=12,
            legal_form=factory.SubFactory(LegalFormFactory),
        )  # fmt: skip
        sme = factory.Trait(
            producer_type=ProducerType.SME,
            legal_form=factory.SubFactory(
                LegalFormFactory, code="test-company", name="บริษัทจำกัด", needs_juristic_id=True,
                producer_type=ProducerType.SME,
            ),
            juristic_id=factory.Sequence(juristic_id),
        )  # fmt: skip
        by_proxy = factory.Trait(
            informant=Informant.PROXY, proxy_name="นายแทน ทดสอบ", proxy_relation="บุตร",
            proxy_citizen_id=factory.Sequence(lambda n: citizen_id(9_000_000 + n)),
            proxy_paper_seen=True,
        )  # fmt: skip

    producer_type = ProducerType.SOLE
    name = factory.Sequence(lambda n: f"ร้านผ้าทอทดสอบ {n}")
    person_title = "นาง"
    person_first_name = factory.Sequence(lambda n: f"สมมุติ{n}")
    person_last_name = "ทดสอบระบบ"
    citizen_id = factory.Sequence(citizen_id)
    thai_nationality = True
    founded_year = 2550
    site_house_no = "1"
    site_moo = "2"
    site_postcode = "31110"
    mobile = "08 1234 5678"
    link_production = True


class RegistrationFactory(_Producer):
    """A complete registration with one product in district 3104, quarter ``QUARTER``.

    ``district`` and ``quarter`` choose the filing, ``state`` sets the stamps, ``products`` is how
    many products (0 for none); traits ``group``, ``sme``, ``by_proxy``. UPDATE and CANCEL want a
    ``producer``. The officer of every stamp is ``entered_by``, and stands among the editors.
    """

    class Meta:
        model = models.Registration
        exclude = ("district", "when")
        skip_postgeneration_save = True

    district = "3104"
    quarter_id = QUARTER
    when = factory.LazyAttribute(lambda o: moment(str(o.quarter_id), Step.ENTRY))
    filing = factory.SubFactory(
        FilingFactory,
        district_id=factory.SelfAttribute("..district"),
        quarter_id=factory.SelfAttribute("..quarter_id"),
    )
    kind = Kind.NEW
    state = RegistrationState.DRAFT
    site_subdistrict_id = factory.LazyAttribute(lambda o: f"{o.filing.district_id}01")
    cancel_reason = factory.LazyAttribute(
        lambda o: CancelReason.CEASED if o.kind == Kind.CANCEL else ""
    )
    declared = True
    privacy_version = "2561-1"
    entered_at = factory.SelfAttribute("when")
    entered_by = factory.SubFactory(OfficerFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        filing, state = kwargs["filing"], kwargs["state"]
        kwargs["quarter_id"] = filing.quarter_id
        if "sequence" not in kwargs:
            filing.last_sequence += 1
            filing.save(update_fields=["last_sequence"])
            kwargs["sequence"] = filing.last_sequence
        for stamp in _STAMPS[state]:
            kwargs.setdefault(f"{stamp}_at", kwargs["entered_at"])
            kwargs.setdefault(f"{stamp}_by", kwargs["entered_by"])
        if state == RegistrationState.REJECTED:
            kwargs.setdefault("decision_reason", "ไม่ผ่านคุณสมบัติ")
        row = super()._create(model_class, *args, **kwargs)
        row.editors.add(row.entered_by)
        return row

    @factory.post_generation
    def products(self, create, extracted, **kwargs):
        default = 0 if self.kind == Kind.CANCEL else 1
        for _n in range(default if extracted is None else extracted):
            RegisteredProductFactory(registration=self, **kwargs)


class _Product(DjangoModelFactory):
    class Meta:
        abstract = True

    name = factory.Sequence(lambda n: f"ผ้าไหมมัดหมี่ทดสอบ {n}")
    product_type = ProductType.TEXTILE
    product_group = factory.SubFactory(
        ProductGroupFactory, product_type=factory.SelfAttribute("..product_type")
    )
    story = "สืบทอดลายจากรุ่นย่า"
    materials = factory.LazyFunction(lambda: [{"name": "เส้นไหม", "source": "COMMUNITY"}])
    capacity = Decimal(20)
    capacity_unit = "ผืน"
    retail_price = Decimal(1500)
    sample_seen = True


class RegisteredProductFactory(_Product):
    """A product as filed, with its photograph unless ``photo=False``."""

    class Meta:
        model = models.RegisteredProduct
        skip_postgeneration_save = True

    registration = factory.SubFactory(RegistrationFactory, products=0)
    sequence = factory.LazyAttribute(lambda o: o.registration.products.count() + 1)

    @factory.post_generation
    def photo(self, create, extracted, **kwargs):
        if extracted is not False:
            evidence.give(self.registration, product=self)


class ProducerFactory(_Producer):
    """A producer in the register with one product; its number is the district's next.

    ``products`` is how many products.
    """

    class Meta:
        model = models.Producer
        skip_postgeneration_save = True

    district_id = "3104"
    state = ProducerState.ACTIVE
    site_subdistrict_id = factory.LazyAttribute(lambda o: f"{o.district_id}01")
    first_quarter_id = "2561-1"
    last_quarter_id = factory.SelfAttribute("first_quarter_id")

    @classmethod
    def _setup_next_sequence(cls):
        return 5000  # other people than the registrations'

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if "number" not in kwargs:
            district = models.District.objects.get(pk=kwargs["district_id"])
            district.last_producer_no += 1
            district.save(update_fields=["last_producer_no"])
            kwargs["number"] = f"{district.pk}-{district.last_producer_no:05d}"
        return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def products(self, create, extracted, **kwargs):
        for _n in range(1 if extracted is None else extracted):
            ProductFactory(producer=self, **kwargs)
        self.search_text = search_text(self, self.products.all())
        self.save()


class ProductFactory(_Product):
    """A product of the register, with its photograph unless ``photo=False``."""

    class Meta:
        model = models.Product
        skip_postgeneration_save = True

    producer = factory.SubFactory(ProducerFactory, products=0)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if "number" not in kwargs:
            producer = kwargs["producer"]
            producer.last_product_no += 1
            producer.save(update_fields=["last_product_no"])
            kwargs["number"] = f"{producer.number}-{producer.last_product_no:02d}"
        return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def photo(self, create, extracted, **kwargs):
        if extracted is not False:
            evidence.hold(self.producer, product=self)


def producer_values(**changes):
    """The producer's fields as ``services.registrations.enter`` takes them for a NEW one."""
    code = changes.pop("subdistrict", "310401")
    subdistrict = models.Subdistrict.objects.get(pk=code)
    return {**_Values(), "site_subdistrict": subdistrict, "declared": True, **changes}


def product_values(**changes):
    """A product's fields as ``services.products.add`` takes them."""
    kind = changes.get("product_type", ProductType.TEXTILE)
    return {
        "name": "ผ้าไหมมัดหมี่ทดสอบ", "product_type": kind,
        "product_group": ProductGroupFactory(product_type=kind), "story": "สืบทอดลายจากรุ่นย่า",
        "materials": [{"name": "เส้นไหม", "source": "COMMUNITY"}], "capacity": Decimal(20),
        "capacity_unit": "ผืน", "retail_price": Decimal(1500), "sample_seen": True, **changes,
    }  # fmt: skip


class _Values(factory.DictFactory):
    producer_type = ProducerType.SOLE
    name = factory.Sequence(lambda n: f"ร้านผ้าทอทดสอบ {n}")
    person_title = "นาง"
    person_first_name = factory.Sequence(lambda n: f"สมมุติ{n}")
    person_last_name = "ทดสอบระบบ"
    citizen_id = factory.Sequence(lambda n: citizen_id(5_000_000 + n))
    thai_nationality = True
    founded_year = 2550
    site_house_no = "1"
    site_moo = "2"
    site_postcode = "31110"
    mobile = "08 1234 5678"
    link_production = True
