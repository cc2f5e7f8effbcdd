"""Forms of the admin that write through a service."""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from registration.admin.scoped import ScopedAdmin
from registration.errors import Incomplete
from registration.forms import problems


class DeedForm(forms.ModelForm):
    """Reads like a ModelForm and writes by ``deed``.

    The service is called as the last step of validation, inside the view's transaction, so that
    what it finds ``Incomplete`` stands at the field and what was typed stays in the form.
    """

    by = on = None  # set for each request by DeedAdmin

    def deed(self, values: dict):
        """Call the service; returns the stored row."""
        raise NotImplementedError

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        try:
            self.stored = self.deed(dict(self.cleaned_data))
        except Incomplete as error:
            problems.show(self, error.problems)

    def validate_constraints(self):
        """The service judges, and the database after it; a constraint's name helps nobody."""


class DeedAdmin(ScopedAdmin):
    """A class whose ``form`` is a ``DeedForm``."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        acting = {"by": request.jurisdiction, "on": request.now}
        return type(form.__name__, (form,), acting)

    def save_form(self, request, form, change):
        return form.stored

    def save_model(self, request, obj, form, change):
        """The form's deed has stored it."""

    def save_related(self, request, form, formsets, change):
        """No form here has relations of its own."""


def plain(field):
    """A choice of rows without the admin's links to add, change and view them in a window."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field
