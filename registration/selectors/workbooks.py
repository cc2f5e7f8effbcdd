"""What a district's workbook of a quarter holds, and the lists that its cells choose from."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from registration.enums import ProducerState, RegistrationState
from registration.models import (
    LegalForm,
    Producer,
    Product,
    ProductGroup,
    Province,
    Registration,
    Standard,
    Subdistrict,
)
from registration.models.lookups import Lookup
from registration.scoping import Jurisdiction
from registration.selectors import carrying, holdings, lookups, registrations

_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.LAPSED)


@dataclass(frozen=True)
class Lists:
    """Lists of the form with their retired rows (``is_active``); subdistricts of one district.

    ``layouts`` is room for the columns that were laid out of them.
    """

    district: str
    subdistricts: list[Subdistrict]
    provinces: list[Province]
    legal_forms: list[LegalForm]
    groups: list[ProductGroup]
    standards: list[Standard]
    coded: dict[str, list[Lookup]]
    _survivors: dict[str, Producer] = field(default_factory=dict, repr=False, compare=False)
    _asked: list[bool] = field(default_factory=list, repr=False, compare=False)
    layouts: dict[str, tuple] = field(default_factory=dict, repr=False, compare=False)

    def survivor(self, number: str) -> Producer | None:
        """The active producer of the district with this number; read together, when the first of
        them is asked for.
        """
        if not self._asked:
            self._asked.append(True)
            rows = Producer.objects.filter(district=self.district, state=ProducerState.ACTIVE)
            rows = rows.only("number", "name", "state", "district")
            self._survivors.update((row.number, row) for row in rows)
        return self._survivors.get(number)


def lists_to_map() -> Lists:
    """What names the columns of a form, without places and codes: enough to draw them."""
    return Lists(
        district="",
        subdistricts=[],
        provinces=[],
        legal_forms=list(LegalForm.objects.all()),
        groups=list(ProductGroup.objects.all()),
        standards=list(Standard.objects.all()),
        coded={name: [] for name in lookups.CODED},
    )


def lists_of(district: str) -> Lists:
    """The same for everybody, so ``by`` is not asked for. Without a district no subdistricts."""
    return Lists(
        district=district,
        subdistricts=list(Subdistrict.objects.filter(district=district)) if district else [],
        provinces=list(Province.objects.all()),
        legal_forms=list(LegalForm.objects.all()),
        groups=list(ProductGroup.objects.all()),
        standards=list(Standard.objects.all()),
        coded={name: list(model.objects.all()) for name, model in lookups.CODED.items()},
    )


def filed(by: Jurisdiction, *, district: str, quarter: str) -> QuerySet[Registration]:
    """The live registrations of a filing with all that they hold, in the order of the filing."""
    rows = registrations.visible(by).filter(quarter=quarter, filing__district=district)
    rows = rows.exclude(state__in=_GONE).select_related(
        "legal_form", "contact_province", "merge_into"
    )
    return rows.prefetch_related(registrations.whole_products()).order_by("sequence")


def carried(by: Jurisdiction, *, district: str, quarter: str) -> QuerySet[Producer]:
    """The register's producers that the quarter has not heard of, with the products that they
    make, by number.
    """
    rows = carrying.unconfirmed(by, district, quarter)
    rows = rows.select_related("legal_form", "site_subdistrict", "contact_province")
    return rows.prefetch_related(_made()).order_by("number")


def _made() -> Prefetch:
    made = Product.objects.filter(is_active=True).select_related("product_group")
    return Prefetch("products", made.prefetch_related(*holdings.prefetched(Product)))
