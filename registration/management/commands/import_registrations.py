"""``manage.py import_registrations FILE --district 3104 --quarter 2561-2 --as USER [--commit]``"""

from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from registration import clock
from registration.enums import ImportState
from registration.errors import Forbidden, InvalidValue, Refused
from registration.imports.registrations import staging
from registration.models import Officer
from registration.scoping import jurisdiction_of
from registration.selectors import imports as staged_imports
from registration.services import imports


class Command(BaseCommand):
    help = (
        "Hand a district's workbook in for one of its officers: checked like on the page, "
        "and with --commit written. Without it the file waits on the officer's page."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True)
        parser.add_argument("--quarter", required=True)
        parser.add_argument("--as", dest="username", required=True)
        parser.add_argument("--commit", action="store_true", help="write all rows")
        parser.add_argument(
            "--only-valid", action="store_true", help="with --commit: leave wrong rows out"
        )

    def handle(self, *, file, district, quarter, username, commit, only_valid, **options):
        officer = Officer.objects.filter(username=username, is_active=True).first()
        if officer is None:
            raise CommandError(f"There is no active officer {username}.")
        by = jurisdiction_of(officer)
        try:
            row = self._received(by, district, quarter, file)
            if commit:
                row = imports.commit(by=by, on=clock.now(), staged=row.pk, only_valid=only_valid)
                self.stdout.write(f"committed: {row.counts['done']} rows")
        except (InvalidValue, Refused, Forbidden, OSError) as error:
            raise CommandError(str(error)) from error
        except ObjectDoesNotExist as error:
            raise CommandError(f"{username} has no filing {district}/{quarter}.") from error

    def _received(self, by, district, quarter, file):
        row = staging.receive(
            by, clock.now(), district=district, quarter=quarter, filename=file.name,
            content=file.read_bytes(),
        )  # fmt: skip
        while row.state == ImportState.RECEIVED:
            row = staging.check(by, clock.now(), row.pk)
        counts = ", ".join(f"{name} {number}" for name, number in sorted(row.counts.items()))
        self.stdout.write(f"import {row.pk}: {counts}")
        for each in staged_imports.problems(by, row.pk, warnings=False):
            self.stdout.write(f"{each['sheet']} {each['row']} {each['header']}: {each['sentence']}")
        return row
