"""``manage.py load_lookups``"""

from django.core.management.base import BaseCommand

from registration import clock
from registration.management import reference


class Command(BaseCommand):
    help = "Add missing legal forms, product groups, standards and holidays; edited rows stay."

    def handle(self, **options):
        for name, count in reference.load_lookups(on=clock.now()).items():
            self.stdout.write(f"{name}: {count} added")
