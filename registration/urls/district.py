"""Filings, registrations and the register. A deed of the province lies beside those of the
district: its page is the registration's.
"""

from django.urls import path

from registration.views import (
    decisions,
    editing,
    entry,
    filings,
    products,
    register,
    registrations,
    returns,
    reveals,
)

_FILING = "filings/<district:district>/<quarter:quarter>/"
_ROW = "registrations/<int:pk>/"
_PRODUCT = f"{_ROW}products/<int:sequence>/"

urlpatterns = [
    path(_FILING, filings.FilingPage.as_view(), name="filing"),
    path(f"{_FILING}hand-over/", filings.HandOver.as_view(), name="filing-hand-over"),
    path(f"{_FILING}take-back/", filings.TakeBack.as_view(), name="filing-take-back"),
    path(f"{_FILING}new/", entry.NewRegistration.as_view(), name="registration-new"),
    path(
        f"{_FILING}from-register/",
        entry.FromRegister.as_view(),
        name="registration-from-register",
    ),
    path(_ROW, registrations.RegistrationPage.as_view(), name="registration"),
    path(f"{_ROW}edit/", editing.EditRegistration.as_view(), name="registration-edit"),
    path(f"{_ROW}products/new/", products.NewProduct.as_view(), name="product-new"),
    path(_PRODUCT, products.EditProduct.as_view(), name="product-edit"),
    path(f"{_PRODUCT}remove/", products.RemoveProduct.as_view(), name="product-remove"),
    path(f"{_PRODUCT}keep/", products.KeepProduct.as_view(), name="product-keep"),
    path(f"{_ROW}submit/", decisions.Submit.as_view(), name="registration-submit"),
    path(f"{_ROW}recall/", decisions.Recall.as_view(), name="registration-recall"),
    path(f"{_ROW}withdraw/", decisions.Withdraw.as_view(), name="registration-withdraw"),
    path(f"{_ROW}return/", returns.SendBack.as_view(), name="registration-return"),
    path(f"{_ROW}reject/", decisions.Reject.as_view(), name="registration-reject"),
    path(f"{_ROW}certify/", decisions.Certify.as_view(), name="registration-certify"),
    path(f"{_ROW}revoke/", decisions.Revoke.as_view(), name="registration-revoke"),
    path(f"{_ROW}reveal/", reveals.RevealRegistration.as_view(), name="registration-reveal"),
    path("register/", register.Register.as_view(), name="register"),
    path("register/<producer:number>/", register.ProducerPage.as_view(), name="producer"),
    path(
        "register/<producer:number>/reveal/",
        reveals.RevealProducer.as_view(),
        name="producer-reveal",
    ),
]
