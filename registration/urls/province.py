"""Certification of a province."""

from django.urls import path

from registration.views import (
    certification,
    clean_sets,
    exceptions,
    exports,
    lapsing,
    revoking,
    samples,
)

_BASE = "certification/<province:province>/<quarter:quarter>/"
_ALL = f"{_BASE}all/"
_DISTRICT = f"{_BASE}<district:district>/"

urlpatterns = [
    path(_BASE, certification.CertificationPage.as_view(), name="certification"),
    path(f"{_BASE}certify/", certification.CertifyMany.as_view(), name="certify-many"),
    path(f"{_BASE}certified/", revoking.Certified.as_view(), name="certified"),
    path(f"{_BASE}certified/revoke/", revoking.RevokeMany.as_view(), name="revoke-many"),
    path(f"{_BASE}lapsing/", lapsing.LapsingOfProvince.as_view(), name="certification-lapsing"),
    path(f"{_BASE}announce/", certification.Announce.as_view(), name="announce"),
    path(f"{_BASE}export/", exports.ExportCertification.as_view(), name="certification-export"),
    *(
        path(f"{area}{part}", view.as_view(), name=f"{name}{suffix}")
        for area, suffix in ((_DISTRICT, ""), (_ALL, "-province"))
        for part, view, name in (
            ("", exceptions.ExceptionsPage, "exceptions"),
            ("step/", exceptions.Neighbour, "exceptions-step"),
            ("unchanged/", clean_sets.CleanSetPage, "clean-set"),
            ("unchanged/certify/", clean_sets.CertifyCleanSet, "clean-set-certify"),
            ("unchanged/sample/draw/", samples.DrawSample, "sample-draw"),
        )
    ),
    path(f"{_DISTRICT}unchanged/sample/", samples.SamplePage.as_view(), name="sample"),
    path(
        f"{_DISTRICT}unchanged/sample/<int:pk>/check/",
        samples.CheckSample.as_view(),
        name="sample-check",
    ),
]
