"""``manage.py load_places``"""

from django.core.management.base import BaseCommand, CommandError

from registration import clock
from registration.management import places


class Command(BaseCommand):
    help = "Load 77 provinces, 928 districts and 7,436 subdistricts; a second run changes nothing."

    def handle(self, **options):
        try:
            loaded = places.load(on=clock.now())
        except places.WrongCounts as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        for model, listed in loaded.listed.items():
            name = model._meta.verbose_name
            self.stdout.write(f"{name}: {listed:,} ({loaded.written[model]:,} added or changed)")
            if loaded.retired[model]:
                codes = ", ".join(loaded.retired[model])
                self.stdout.write(f"{name}: kept, but no longer in the list: {codes}")
