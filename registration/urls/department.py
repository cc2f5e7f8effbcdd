"""The plan, accounts and closing: the department writes, others read what concerns them."""

from django.urls import path

from registration.views import (
    calendar,
    closing,
    extension_request,
    extension_requests,
    extensions,
    holidays,
    journal,
    lapsing,
    officers,
    order_checks,
    order_comparison,
    orders,
)
from registration.views.cockpit import pages as cockpit

_REQUESTS = "extensions/requests/"
_REQUEST = f"{_REQUESTS}<int:pk>/"

urlpatterns = [
    path("calendar/<beyear:year>/", calendar.Calendar.as_view(), name="calendar"),
    path("orders/", orders.OrderList.as_view(), name="orders"),
    path("orders/new/", orders.NewOrder.as_view(), name="order-new"),
    path("orders/check/", order_checks.OrderCheck.as_view(), name="order-check"),
    path("orders/compare/", order_comparison.CompareOrders.as_view(), name="orders-compare"),
    path("orders/<int:pk>/scan/", orders.OrderScan.as_view(), name="order-scan"),
    path("orders/<int:pk>/attach/", orders.AttachScan.as_view(), name="order-attach"),
    path("orders/<int:pk>/", orders.OrderPage.as_view(), name="order"),
    path("extensions/", extensions.Extensions.as_view(), name="extensions"),
    path(
        "extensions/<int:pk>/revoke/",
        extensions.RevokeExtension.as_view(),
        name="extension-revoke",
    ),
    path("extensions/<int:pk>/", extensions.ExtensionPage.as_view(), name="extension"),
    path(_REQUESTS, extension_requests.ExtensionRequests.as_view(), name="extension-requests"),
    path(
        f"{_REQUESTS}grant/",
        extension_requests.GrantRequests.as_view(),
        name="extension-requests-grant",
    ),
    path(f"{_REQUESTS}new/", extension_requests.AskExtension.as_view(), name="extension-ask"),
    path(_REQUEST, extension_request.ExtensionRequestPage.as_view(), name="extension-request"),
    path(
        f"{_REQUEST}endorse/",
        extension_request.Endorse.as_view(),
        name="extension-request-endorse",
    ),
    path(
        f"{_REQUEST}decline/",
        extension_request.Decline.as_view(),
        name="extension-request-decline",
    ),
    path(f"{_REQUEST}grant/", extension_request.Grant.as_view(), name="extension-request-grant"),
    path(
        f"{_REQUEST}turn-down/",
        extension_request.TurnDown.as_view(),
        name="extension-request-turn-down",
    ),
    path(
        f"{_REQUEST}withdraw/",
        extension_request.Withdraw.as_view(),
        name="extension-request-withdraw",
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
    path(
        "closing/<quarter:quarter>/lapsing/",
        lapsing.LapsingOfCountry.as_view(),
        name="closing-lapsing",
    ),
    path("closing/<quarter:quarter>/rehearsal/", closing.Rehearse.as_view(), name="rehearsal"),
    path("cockpit/<quarter:quarter>/", cockpit.CountryCockpit.as_view(), name="cockpit"),
    path(
        "cockpit/<quarter:quarter>/<province:province>/",
        cockpit.ProvinceCockpit.as_view(),
        name="cockpit-province",
    ),
    path("journal/", journal.Journal.as_view(), name="journal"),
]
