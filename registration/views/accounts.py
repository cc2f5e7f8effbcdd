"""Signing in and out, and the own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registration.errors import Incomplete
from registration.forms import problems
from registration.forms.accounts import PasswordForm, SignInForm
from registration.guards import OfficerView
from registration.services import officers


class SignIn(views.LoginView):
    """The one page for strangers; whoever is signed in goes on to the dashboard."""

    template_name = "registration/officers/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(views.LogoutView):
    """POST only: a link that signs out could be sent to somebody."""


class ChangePassword(OfficerView):
    """The own password; with a first password the only page that opens."""

    allows_first_password = True

    def get(self, request):
        return self._page(PasswordForm(officer=request.user))

    def post(self, request):
        form = PasswordForm(request.POST, officer=request.user)
        if form.is_valid():
            try:
                officer = officers.change_password(
                    by=self.by, on=self.on, password=form.cleaned_data["password"]
                )
            except Incomplete as error:
                problems.show(form, error.problems)
            else:
                update_session_auth_hash(request, officer)
                messages.success(request, _("เปลี่ยนรหัสผ่านแล้ว ครั้งต่อไปให้ใช้รหัสผ่านใหม่"))
                return redirect("dashboard")
        return self._page(form, status=422)

    def _page(self, form, status=200):
        context = {"form": form, "first": self.request.user.must_change_password}
        return self.render("registration/officers/password.html", context, status=status)
