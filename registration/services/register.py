"""Writing the register: only an announcement does it, inside its transaction."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from django.db.models import Model

from registration import searching
from registration.enums import Kind, ProducerState, RegistrationState
from registration.models import (
    HOLDINGS,
    Certification,
    District,
    EvidenceDetails,
    Producer,
    ProducerDetails,
    ProducerEvidence,
    Product,
    ProductDetails,
    RegisteredProduct,
    Registration,
    details_of,
)
from registration.selectors import evidence
from registration.selectors.registrations import whole_products

# What a form's values point at: read with the rows, not one by one.
_POINTED_AT = [
    field.name for field in ProducerDetails._meta.fields if field.editable and field.is_relation
]


def write(certification: Certification) -> dict[str, int]:
    """Carry every certified registration of a province's quarter into the register.

    New producers get ``<district>-<5 digits>``, new products ``<producer>-<2 digits>``: gap-free,
    never used again, counted up under the district's lock. Returns how many producers of each kind
    were written.
    """
    districts = {
        district.pk: district
        for district in District.objects.select_for_update()
        .filter(province=certification.province_id)
        .order_by("pk")
    }
    rows = list(
        Registration.objects.filter(
            quarter=certification.quarter_id,
            filing__district__province=certification.province_id,
            state=RegistrationState.CERTIFIED,
        )
        .select_related("filing", "producer", *_POINTED_AT)
        .prefetch_related(whole_products(), evidence.given())
        .order_by("filing__district", "sequence")
    )
    made = []
    new = [row for row in rows if row.producer_id is None]
    new_products = [each for row in rows for each in row.products.all() if each.product_id is None]
    for row in rows:
        row.producer = _carried(row, districts[row.filing.district_id])
        if row.kind != Kind.CANCEL:
            made += [(product, _carried_product(product, row)) for product in row.products.all()]
    _store(Producer, [row.producer for row in rows])
    Registration.objects.bulk_update(new, ["producer"], batch_size=200)
    _store(Product, [product for _registered, product in made])
    RegisteredProduct.objects.bulk_update(new_products, ["product"], batch_size=200)
    _store_holdings(made)
    _store_evidence([row for row in rows if row.kind != Kind.CANCEL], made)
    District.objects.bulk_update(districts.values(), ["last_producer_no"])
    kinds = Counter(row.kind for row in rows)
    return {str(kind): kinds[kind] for kind in Kind}


def _carried(row: Registration, district: District) -> Producer:
    """The producer as the registration makes it, not yet stored."""
    producer = row.producer
    if row.kind == Kind.CANCEL:
        producer.state = ProducerState.CANCELLED
        producer.last_quarter_id = row.quarter_id
        return producer
    if producer is None:
        district.last_producer_no += 1
        producer = Producer(
            number=f"{district.pk}-{district.last_producer_no:05d}",
            district=district,
            first_quarter_id=row.quarter_id,
        )
    for name, value in details_of(row, ProducerDetails).items():
        setattr(producer, name, value)
    producer.district = district  # only an agreed transfer lets another district register it
    producer.last_quarter_id = row.quarter_id
    producer.search_text = search_text(producer, row.products.all())
    return producer


def _carried_product(registered: RegisteredProduct, row: Registration) -> Product:
    producer, product = row.producer, registered.product
    if product is None:
        producer.last_product_no += 1
        product = Product(
            producer=producer, number=f"{producer.number}-{producer.last_product_no:02d}"
        )
    for name, value in details_of(registered, ProductDetails).items():
        setattr(product, name, value)
    product.is_active = not registered.dropped
    registered.product = product
    return product


def _store(model: type[Model], rows: list) -> None:
    """Insert what is new, overwrite what is there: a whole province in a few statements."""
    new = [row for row in rows if row.pk is None]
    known = [row for row in rows if row.pk is not None]
    model.objects.bulk_create(new, batch_size=200)
    # Not bulk_update: that would leave the blind index of a changed citizen ID as it was.
    model.objects.bulk_create(
        known,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[field.name for field in model._meta.fields if not field.primary_key],
    )


def _store_holdings(made: list[tuple[RegisteredProduct, Product]]) -> None:
    """What the products hold, as filed."""
    for holding in HOLDINGS:
        model = holding.model_of(Product)
        model.objects.filter(product__in=[product.pk for _r, product in made]).delete()
        copies = [holding.copies(registered, product) for registered, product in made]
        model.objects.bulk_create(chain.from_iterable(copies), batch_size=500)


def _store_evidence(rows: list[Registration], made: list[tuple[RegisteredProduct, Product]]):
    """What was given with a registration replaces what the register held."""
    products = {registered.pk: product for registered, product in made}
    ProducerEvidence.objects.filter(producer__in=[row.producer_id for row in rows]).delete()
    ProducerEvidence.objects.bulk_create(
        [
            ProducerEvidence(
                producer=row.producer,
                product=products.get(each.product_id),
                **details_of(each, EvidenceDetails),
            )
            for row in rows
            for each in row.evidence.all()
        ],
        batch_size=500,
    )


def search_text(producer: Producer, products: Iterable) -> str:
    """What the register's search looks through: number, names, person, products and brands, and
    the numbers of telephones and papers as digits.
    """
    texts = [producer.name, producer.name_en, producer.person_name]
    for product in products:
        if not getattr(product, "dropped", False):
            texts += [product.name, product.name_en, product.brand]
    numbers = [
        producer.phone, producer.mobile, producer.juristic_id, producer.enterprise_no,
        producer.commerce_no,
    ]  # fmt: skip
    return searching.text_of(number=producer.number, texts=texts, numbers=numbers)
