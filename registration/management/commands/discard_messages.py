"""``manage.py discard_messages``"""

from django.conf import settings
from django.core.management.base import BaseCommand

from registration import clock
from registration.services import inbox


class Command(BaseCommand):
    help = "Delete messages that are older than MESSAGES_KEPT_DAYS, once a day."

    def handle(self, **options):
        number = inbox.remove_old(by=None, on=clock.now())
        self.stdout.write(f"{number} messages older than {settings.MESSAGES_KEPT_DAYS} days")
