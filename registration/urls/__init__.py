"""Addresses by who mostly stands there. Quarters are written ``2561-2`` in all of them."""

from registration.urls import (
    accounts,
    after_close,
    department,
    district,
    messages,
    old_lists,
    papers,
    province,
)

urlpatterns = [
    *accounts.urlpatterns,
    *district.urlpatterns,
    *old_lists.urlpatterns,
    *papers.urlpatterns,
    *province.urlpatterns,
    *department.urlpatterns,
    *after_close.urlpatterns,
    *messages.urlpatterns,
]
