"""Who is signed in, with the office at hand: every page names it."""

from django.contrib.auth.backends import ModelBackend

from registration.models import Officer


class OfficerBackend(ModelBackend):
    """Django's password check. An ended account is nobody at once, also in an open session."""

    def get_user(self, user_id):
        officer = Officer.objects.select_related("province", "district").filter(pk=user_id).first()
        return officer if officer and self.user_can_authenticate(officer) else None
