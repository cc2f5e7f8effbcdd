"""Certification of a province."""

from django.urls import path

from registration.views import certification, exports

_BASE = "certification/<province:province>/<quarter:quarter>/"

urlpatterns = [
    path(_BASE, certification.CertificationPage.as_view(), name="certification"),
    path(f"{_BASE}certify/", certification.CertifyMany.as_view(), name="certify-many"),
    path(f"{_BASE}announce/", certification.Announce.as_view(), name="announce"),
    path(f"{_BASE}export/", exports.ExportCertification.as_view(), name="certification-export"),
]
