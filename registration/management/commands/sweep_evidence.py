"""``manage.py sweep_evidence``"""

from django.core.management.base import BaseCommand

from registration.services import files


class Command(BaseCommand):
    help = "Delete evidence that an interrupted deed left behind; what is younger than a day stays."

    def handle(self, **options):
        rows, left = files.sweep()
        self.stdout.write(f"{rows} files that nothing points to, {left} files without a row")
