"""``manage.py load_plan [FILE]``"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from registration import clock
from registration.errors import Refused
from registration.management import reference
from registration.models import District


class Command(BaseCommand):
    help = "Issue the window order of a JSON file (the letter of fiscal year 2561 by default)."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=reference.PLAN)

    def handle(self, *, file, **options):
        if not District.objects.exists():
            raise CommandError("There are no districts yet: run load_places first.")
        try:
            order, is_new = reference.load_plan(on=clock.now(), path=file)
        except (reference.DifferentOrder, Refused) as error:
            raise CommandError(str(error)) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{file} is not a window order: {error!r}") from error
        state = "issued" if is_new else "was there already"
        self.stdout.write(f"{order.number}: {order.windows.count()} windows, {state}")
