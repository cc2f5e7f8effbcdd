"""Certification of a province."""

from django.urls import path

from registration.views import certification, exports, lapsing, revoking

_BASE = "certification/<province:province>/<quarter:quarter>/"

urlpatterns = [
    path(_BASE, certification.CertificationPage.as_view(), name="certification"),
    path(f"{_BASE}certify/", certification.CertifyMany.as_view(), name="certify-many"),
    path(f"{_BASE}certified/", revoking.Certified.as_view(), name="certified"),
    path(f"{_BASE}certified/revoke/", revoking.RevokeMany.as_view(), name="revoke-many"),
    path(f"{_BASE}lapsing/", lapsing.LapsingOfProvince.as_view(), name="certification-lapsing"),
    path(f"{_BASE}announce/", certification.Announce.as_view(), name="announce"),
    path(f"{_BASE}export/", exports.ExportCertification.as_view(), name="certification-export"),
]
