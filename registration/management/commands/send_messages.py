"""``manage.py send_messages``"""

from django.core.management.base import BaseCommand

from registration import clock
from registration.services import mailing


class Command(BaseCommand):
    help = "Send the messages that wait for e-mail, every few minutes; two runs at once send once."

    def handle(self, **options):
        self.stdout.write(f"{mailing.send_queued(clock.now())} mails")
