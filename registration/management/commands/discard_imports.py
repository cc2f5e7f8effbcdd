"""``manage.py discard_imports``"""

from django.core.management.base import BaseCommand

from registration import clock
from registration.services import imports


class Command(BaseCommand):
    help = "Discard workbooks that were handed in long ago and never committed, once a day."

    def handle(self, **options):
        number = imports.expire(by=None, on=clock.now())
        self.stdout.write(f"{number} files older than {imports.KEPT.days} days")
