"""Tables and constraints. Every model is imported from here."""

from registration.models.certifications import (
    Addendum,
    Announcement,
    Certification,
    LeftOut,
    Snapshot,
)
from registration.models.corrections import CORRECTABLE, PRODUCER_PART, Correction
from registration.models.details import (
    EvidenceDetails,
    ProducerDetails,
    ProductDetails,
    RightDetails,
    StandardDetails,
    detail_names,
    details_of,
)
from registration.models.drafts import FormDraft
from registration.models.duplicates import DuplicateDecision, DuplicateInquiry
from registration.models.evidence import ProducerEvidence, RegisteredEvidence
from registration.models.extension_requests import ExtensionRequest
from registration.models.fields import blind_index, derived_from, tail_index
from registration.models.files import StoredFile
from registration.models.filings import (
    Filing,
    RegisteredProduct,
    RegisteredStandard,
    Registration,
)
from registration.models.filters import SavedFilter
from registration.models.holdings import HOLDINGS, Holding
from registration.models.imports import CommitProgress, StagedImport, StagedRow
from registration.models.journal import JournalEntry
from registration.models.lookups import (
    EvidenceKind,
    LegalForm,
    ProductGroup,
    ReturnReason,
    SalesChannel,
    SampleQuestion,
    Standard,
    SupportNeed,
)
from registration.models.messages import Message, Reminder
from registration.models.officers import Officer, Posting
from registration.models.old_lists import OldList, OldRow, RememberedMapping
from registration.models.places import District, Province, Subdistrict
from registration.models.plan import Extension, FiscalQuarter, Holiday, Window, WindowOrder
from registration.models.register import Producer, Product, ProductStandard
from registration.models.returns import Remark, ReturnGrant
from registration.models.rights import ProductRight, RegisteredRight
from registration.models.samples import (
    CleanCertification,
    Sample,
    SampleAnswer,
    SampledRegistration,
)
from registration.models.transfers import Transfer

__all__ = [
    "CORRECTABLE",
    "HOLDINGS",
    "PRODUCER_PART",
    "Addendum",
    "Announcement",
    "Certification",
    "CleanCertification",
    "CommitProgress",
    "Correction",
    "District",
    "DuplicateDecision",
    "DuplicateInquiry",
    "EvidenceDetails",
    "EvidenceKind",
    "Extension",
    "ExtensionRequest",
    "Filing",
    "FiscalQuarter",
    "FormDraft",
    "Holding",
    "Holiday",
    "JournalEntry",
    "LeftOut",
    "LegalForm",
    "Message",
    "Officer",
    "OldList",
    "OldRow",
    "Posting",
    "Producer",
    "ProducerDetails",
    "ProducerEvidence",
    "Product",
    "ProductDetails",
    "ProductGroup",
    "ProductRight",
    "ProductStandard",
    "Province",
    "RegisteredEvidence",
    "RegisteredProduct",
    "RegisteredRight",
    "RegisteredStandard",
    "Registration",
    "Remark",
    "RememberedMapping",
    "Reminder",
    "ReturnGrant",
    "ReturnReason",
    "RightDetails",
    "SalesChannel",
    "Sample",
    "SampleAnswer",
    "SampleQuestion",
    "SampledRegistration",
    "SavedFilter",
    "Snapshot",
    "StagedImport",
    "StagedRow",
    "Standard",
    "StandardDetails",
    "StoredFile",
    "Subdistrict",
    "SupportNeed",
    "Transfer",
    "Window",
    "WindowOrder",
    "blind_index",
    "derived_from",
    "detail_names",
    "details_of",
    "tail_index",
]
