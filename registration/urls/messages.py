"""Messages in the program, and reminding offices by hand."""

from django.urls import path

from registration.views import messages, reminders

urlpatterns = [
    path("messages/", messages.Messages.as_view(), name="messages"),
    path("messages/read/", messages.ReadMessages.as_view(), name="messages-read"),
    path("messages/settings/", messages.MailSettings.as_view(), name="messages-settings"),
    path("messages/<int:pk>/open/", messages.OpenMessage.as_view(), name="message-open"),
    path("messages/<int:pk>/read/", messages.ReadMessage.as_view(), name="message-read"),
    path("reminders/<quarter:quarter>/", reminders.Reminders.as_view(), name="reminders"),
    path(
        "reminders/<quarter:quarter>/preview/",
        reminders.PreviewReminder.as_view(),
        name="reminders-preview",
    ),
    path(
        "reminders/<quarter:quarter>/send/",
        reminders.SendReminder.as_view(),
        name="reminders-send",
    ),
]
