"""Addresses by who mostly stands there. Quarters are written ``2561-2`` in all of them."""

from registration.urls import accounts, department, district, papers, province

urlpatterns = [
    *accounts.urlpatterns,
    *district.urlpatterns,
    *papers.urlpatterns,
    *province.urlpatterns,
    *department.urlpatterns,
]
