"""The dashboard, signing in, the own password, the training clock."""

from django.urls import path

from registration.views import accounts, clock, dashboard

urlpatterns = [
    path("", dashboard.Dashboard.as_view(), name="dashboard"),
    path("sign-in/", accounts.SignIn.as_view(), name="sign-in"),
    path("sign-out/", accounts.SignOut.as_view(), name="sign-out"),
    path("password/", accounts.ChangePassword.as_view(), name="change-password"),
    path("clock/", clock.MoveClock.as_view(), name="clock"),
]
