"""Writing the register: only an announcement does it, inside its transaction."""

from collections.abc import Iterable

from registration import validators
from registration.enums import Kind, ProducerState, RegistrationState
from registration.models import (
    Certification,
    District,
    Producer,
    ProducerDetails,
    Product,
    ProductDetails,
    ProductStandard,
    Registration,
    StandardDetails,
    details_of,
)
from registration.selectors.registrations import products_with_standards


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
    rows = (
        Registration.objects.filter(
            quarter=certification.quarter_id,
            filing__district__province=certification.province_id,
            state=RegistrationState.CERTIFIED,
        )
        .select_related("filing", "producer")
        .prefetch_related(products_with_standards())
        .order_by("filing__district", "sequence")
    )
    counts = dict.fromkeys(map(str, Kind), 0)
    for row in rows:
        _carry(row, districts[row.filing.district_id])
        counts[row.kind] += 1
    District.objects.bulk_update(districts.values(), ["last_producer_no"])
    return counts


def _carry(row: Registration, district: District) -> None:
    producer = row.producer
    if row.kind == Kind.CANCEL:
        producer.state = ProducerState.CANCELLED
        producer.last_quarter_id = row.quarter_id
        producer.save()
        return
    if producer is None:
        district.last_producer_no += 1
        producer = Producer(
            number=f"{district.pk}-{district.last_producer_no:05d}",
            district=district,
            first_quarter_id=row.quarter_id,
        )
    for name, value in details_of(row, ProducerDetails).items():
        setattr(producer, name, value)
    producer.last_quarter_id = row.quarter_id
    products = list(row.products.all())
    producer.search_text = search_text(producer, products)
    producer.save()
    if row.producer_id is None:
        row.producer = producer
        row.save(update_fields=["producer"])
    for product in products:
        _carry_product(product, producer)
    producer.save(update_fields=["last_product_no"])


def _carry_product(row, producer: Producer) -> None:
    product = row.product
    if product is None:
        producer.last_product_no += 1
        product = Product(
            producer=producer, number=f"{producer.number}-{producer.last_product_no:02d}"
        )
    for name, value in details_of(row, ProductDetails).items():
        setattr(product, name, value)
    product.is_active = not row.dropped
    product.save()
    if row.product_id is None:
        row.product = product
        row.save(update_fields=["product"])
    else:
        product.standards.all().delete()
    ProductStandard.objects.bulk_create(
        ProductStandard(product=product, **details_of(held, StandardDetails))
        for held in row.standards.all()
    )


def search_text(producer: Producer, products: Iterable) -> str:
    """What the register's search looks through: number, names, person, products; lower case."""
    names = [producer.number, producer.name, producer.name_en, producer.person_name]
    names += [product.name for product in products if not getattr(product, "dropped", False)]
    return validators.normalise_text(" ".join(filter(None, names))).lower()
