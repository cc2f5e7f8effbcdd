"""``manage.py discard_imports``"""

from django.core.management.base import BaseCommand

from registration import clock
from registration.services import imports, old_lists


class Command(BaseCommand):
    help = "Discard workbooks and old lists that were handed in long ago, once a day."

    def handle(self, **options):
        number = imports.expire(by=None, on=clock.now())
        self.stdout.write(f"{number} files older than {imports.KEPT.days} days")
        number = old_lists.expire(by=None, on=clock.now())
        self.stdout.write(f"{number} old lists older than {old_lists.KEPT.days} days")
