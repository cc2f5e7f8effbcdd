"""``manage.py import_registrations FILE --district 3104 --quarter 2561-2 --as USER [--commit]``"""

from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from registration import clock
from registration.errors import Forbidden, InvalidValue, Refused
from registration.imports.formats import HandedIn
from registration.imports.registrations.table import RegistrationTable
from registration.models import Officer, StagedImport
from registration.scoping import jurisdiction_of
from registration.selectors import imports as staged_imports


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
        door = RegistrationTable(
            jurisdiction_of(officer), clock.now(), district=district, quarter=quarter
        )
        try:
            row = self._tried(door, file)
            if commit:
                result = door.import_data(
                    HandedIn(staged=row.pk), dry_run=False, raise_errors=True, only_valid=only_valid
                )
                self.stdout.write(f"committed: {result.staged.counts['done']} rows")
        except (InvalidValue, Refused, Forbidden, OSError) as error:
            raise CommandError(str(error)) from error
        except ObjectDoesNotExist as error:
            raise CommandError(f"{username} has no filing {district}/{quarter}.") from error

    def _tried(self, door: RegistrationTable, file: Path) -> StagedImport:
        result = door.import_data(
            HandedIn(content=file.read_bytes()), dry_run=True, raise_errors=True,
            file_name=file.name,
        )  # fmt: skip
        row = result.staged
        counts = ", ".join(f"{name} {number}" for name, number in sorted(row.counts.items()))
        self.stdout.write(f"import {row.pk}: {counts}")
        for each in staged_imports.problems(door.by, row.pk, warnings=False):
            self.stdout.write(f"{each['sheet']} {each['row']} {each['header']}: {each['sentence']}")
        return row
