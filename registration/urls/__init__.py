"""Addresses by who mostly stands there. Quarters are written ``2561-2`` in all of them."""

from registration.urls import accounts, department, district, messages, old_lists, papers, province

urlpatterns = [
    *accounts.urlpatterns,
    *district.urlpatterns,
    *old_lists.urlpatterns,
    *papers.urlpatterns,
    *province.urlpatterns,
    *department.urlpatterns,
    *messages.urlpatterns,
]
