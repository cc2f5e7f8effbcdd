"""Tables and constraints. Every model is imported from here."""

from registration.models.certifications import Announcement, Certification, Snapshot
from registration.models.details import (
    ProducerDetails,
    ProductDetails,
    StandardDetails,
    detail_names,
    details_of,
)
from registration.models.fields import blind_index
from registration.models.filings import (
    Filing,
    RegisteredProduct,
    RegisteredStandard,
    Registration,
    Remark,
    ReturnGrant,
)
from registration.models.journal import JournalEntry
from registration.models.lookups import LegalForm, ProductGroup, Standard
from registration.models.officers import Officer, Posting
from registration.models.places import District, Province, Subdistrict
from registration.models.plan import Extension, FiscalQuarter, Holiday, Window, WindowOrder
from registration.models.register import Producer, Product, ProductStandard

__all__ = [
    "Announcement",
    "Certification",
    "District",
    "Extension",
    "Filing",
    "FiscalQuarter",
    "Holiday",
    "JournalEntry",
    "LegalForm",
    "Officer",
    "Posting",
    "Producer",
    "ProducerDetails",
    "Product",
    "ProductDetails",
    "ProductGroup",
    "ProductStandard",
    "Province",
    "RegisteredProduct",
    "RegisteredStandard",
    "Registration",
    "Remark",
    "ReturnGrant",
    "Snapshot",
    "Standard",
    "StandardDetails",
    "Subdistrict",
    "Window",
    "WindowOrder",
    "blind_index",
    "detail_names",
    "details_of",
]
