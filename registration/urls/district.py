"""Filings, registrations and the register. A deed of the province lies beside those of the
district: its page is the registration's.
"""

from django.urls import path

from registration.views import (
    carrying,
    decisions,
    departures,
    drafts,
    duplicates,
    editing,
    entry,
    evidence,
    expiring,
    filings,
    inquiries,
    merges,
    producers,
    products,
    register,
    registrations,
    returns,
    reveals,
    transfers,
)

_FILING = "filings/<district:district>/<quarter:quarter>/"
_ROW = "registrations/<int:pk>/"
_PRODUCT = f"{_ROW}products/<int:sequence>/"

urlpatterns = [
    path(_FILING, filings.FilingPage.as_view(), name="filing"),
    path(f"{_FILING}hand-over/", filings.HandOver.as_view(), name="filing-hand-over"),
    path(f"{_FILING}take-back/", filings.TakeBack.as_view(), name="filing-take-back"),
    path(f"{_FILING}new/", entry.NewRegistration.as_view(), name="registration-new"),
    path(f"{_FILING}carry/", carrying.CarryForward.as_view(), name="carry"),
    path(f"{_FILING}carry/result/", carrying.CarryResult.as_view(), name="carry-result"),
    path(
        f"{_FILING}from-register/",
        carrying.FromRegister.as_view(),
        name="registration-from-register",
    ),
    path("drafts/", drafts.SaveDraft.as_view(), name="draft-save"),
    path("drafts/ticket/", drafts.RenewTicket.as_view(), name="draft-ticket"),
    path("drafts/<int:pk>/discard/", drafts.DiscardDraft.as_view(), name="draft-discard"),
    path(_ROW, registrations.RegistrationPage.as_view(), name="registration"),
    path(f"{_ROW}edit/", editing.EditRegistration.as_view(), name="registration-edit"),
    path(f"{_ROW}edit/<slug:section>/", editing.EditSection.as_view(), name="registration-section"),
    path(f"{_ROW}products/new/", products.NewProduct.as_view(), name="product-new"),
    path(_PRODUCT, products.EditProduct.as_view(), name="product-edit"),
    path(f"{_PRODUCT}remove/", products.RemoveProduct.as_view(), name="product-remove"),
    path(f"{_PRODUCT}keep/", products.KeepProduct.as_view(), name="product-keep"),
    path(f"{_ROW}evidence/", evidence.EvidencePage.as_view(), name="evidence"),
    path(
        f"{_ROW}evidence/<int:evidence>/remove/",
        evidence.RemoveEvidence.as_view(),
        name="evidence-remove",
    ),
    path("evidence/<uuid:key>/", evidence.EvidenceFile.as_view(), name="evidence-file"),
    path(
        "evidence/<uuid:key>/thumbnail/",
        evidence.EvidenceThumbnail.as_view(),
        name="evidence-thumbnail",
    ),
    path(f"{_ROW}submit/", decisions.Submit.as_view(), name="registration-submit"),
    path(f"{_ROW}recall/", decisions.Recall.as_view(), name="registration-recall"),
    path(f"{_ROW}withdraw/", decisions.Withdraw.as_view(), name="registration-withdraw"),
    path(f"{_ROW}return/", returns.SendBack.as_view(), name="registration-return"),
    path(f"{_ROW}reject/", decisions.Reject.as_view(), name="registration-reject"),
    path(f"{_ROW}certify/", decisions.Certify.as_view(), name="registration-certify"),
    path(f"{_ROW}revoke/", decisions.Revoke.as_view(), name="registration-revoke"),
    path(f"{_ROW}reveal/", reveals.RevealRegistration.as_view(), name="registration-reveal"),
    path("expiring/", expiring.Expiring.as_view(), name="expiring"),
    path(
        f"{_ROW}duplicates/",
        duplicates.DuplicatesPage.as_view(),
        name="registration-duplicates",
    ),
    path(f"{_ROW}duplicates/decide/", duplicates.Decide.as_view(), name="duplicate-decide"),
    path(f"{_ROW}duplicates/ask/", duplicates.Ask.as_view(), name="duplicate-ask"),
    path("duplicates/", duplicates.Hint.as_view(), name="duplicates-hint"),
    path("inquiries/", inquiries.Inquiries.as_view(), name="inquiries"),
    path("inquiries/<int:pk>/answer/", inquiries.AnswerInquiry.as_view(), name="inquiry-answer"),
    path("register/", register.Register.as_view(), name="register"),
    path("register/by-id/", register.ByCitizenId.as_view(), name="register-by-id"),
    path("register/filters/", register.KeepFilter.as_view(), name="filter-keep"),
    path("register/filters/<int:pk>/drop/", register.DropFilter.as_view(), name="filter-drop"),
    path("register/<producer:number>/", producers.ProducerPage.as_view(), name="producer"),
    path(
        "register/<producer:number>/compare/",
        producers.Compare.as_view(),
        name="producer-compare",
    ),
    path(
        "register/<producer:number>/history/",
        producers.History.as_view(),
        name="producer-history",
    ),
    path(
        "register/<producer:number>/reveal/",
        reveals.RevealProducer.as_view(),
        name="producer-reveal",
    ),
    path(
        "register/<producer:number>/transfer/",
        departures.GiveProducer.as_view(),
        name="producer-transfer",
    ),
    path(
        "register/<producer:number>/cancel/",
        departures.StartCancel.as_view(),
        name="producer-cancel",
    ),
    path("transfers/", transfers.Transfers.as_view(), name="transfers"),
    path("transfers/<int:pk>/agree/", transfers.Agree.as_view(), name="transfer-agree"),
    path("transfers/<int:pk>/refuse/", transfers.Refuse.as_view(), name="transfer-refuse"),
    path("transfers/<int:pk>/withdraw/", transfers.Withdraw.as_view(), name="transfer-withdraw"),
    path(
        "transfers/<int:pk>/register/",
        transfers.RegisterArriving.as_view(),
        name="transfer-register",
    ),
    path(f"{_ROW}merge-products/", merges.TakeProducts.as_view(), name="merge-products"),
]
