"""Who is signed in, with the office at hand: every page names it."""

from django.contrib.auth.backends import ModelBackend

from registration.models import Officer
from registration.selectors import messages


class OfficerBackend(ModelBackend):
    """Django's password check. An ended account is nobody at once, also in an open session."""

    def get_user(self, user_id):
        rows = Officer.objects.select_related("province", "district").filter(pk=user_id)
        # The unread messages are counted along: every page shows the number.
        officer = messages.with_unread(rows).first()
        return officer if officer and self.user_can_authenticate(officer) else None
