"""The plan, accounts and closing: the department writes, others read what concerns them."""

from django.urls import path

from registration.views import (
    calendar,
    closing,
    extensions,
    holidays,
    journal,
    officers,
    orders,
)
from registration.views.cockpit import pages as cockpit

urlpatterns = [
    path("calendar/<beyear:year>/", calendar.Calendar.as_view(), name="calendar"),
    path("orders/", orders.OrderList.as_view(), name="orders"),
    path("orders/new/", orders.NewOrder.as_view(), name="order-new"),
    path("orders/<int:pk>/", orders.OrderPage.as_view(), name="order"),
    path("extensions/", extensions.Extensions.as_view(), name="extensions"),
    path(
        "extensions/<int:pk>/revoke/",
        extensions.RevokeExtension.as_view(),
        name="extension-revoke",
    ),
    path("holidays/", holidays.Holidays.as_view(), name="holidays"),
    path("holidays/remove/", holidays.RemoveHoliday.as_view(), name="holiday-remove"),
    path("officers/", officers.OfficerList.as_view(), name="officers"),
    path("officers/new/", officers.NewOfficer.as_view(), name="officer-new"),
    path("officers/<int:pk>/", officers.OfficerPage.as_view(), name="officer"),
    path("officers/<int:pk>/change/", officers.ChangeOfficer.as_view(), name="officer-change"),
    path("officers/<int:pk>/move/", officers.MoveOfficer.as_view(), name="officer-move"),
    path("officers/<int:pk>/end/", officers.EndOfficer.as_view(), name="officer-end"),
    path("officers/<int:pk>/restore/", officers.RestoreOfficer.as_view(), name="officer-restore"),
    path(
        "officers/<int:pk>/new-password/",
        officers.ResetPassword.as_view(),
        name="officer-new-password",
    ),
    path("closing/<quarter:quarter>/", closing.Closing.as_view(), name="closing"),
    path("cockpit/<quarter:quarter>/", cockpit.CountryCockpit.as_view(), name="cockpit"),
    path(
        "cockpit/<quarter:quarter>/<province:province>/",
        cockpit.ProvinceCockpit.as_view(),
        name="cockpit-province",
    ),
    path("journal/", journal.Journal.as_view(), name="journal"),
]
