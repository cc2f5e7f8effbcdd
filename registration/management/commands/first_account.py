"""``manage.py first_account USERNAME "FULL NAME"``"""

from django.core.management.base import BaseCommand, CommandError

from registration import clock
from registration.enums import Role
from registration.errors import Incomplete
from registration.models import Officer
from registration.services import officers


class Command(BaseCommand):
    help = (
        "Create the department's first account and print its first password, once. "
        "Every further account is made in the page of officers."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("full_name")

    def handle(self, *, username, full_name, **options):
        if Officer.objects.filter(role=Role.DEPARTMENT, is_active=True).exists():
            raise CommandError(
                "The department has an account already: sign in with it and make others there."
            )
        password = officers.new_password()
        try:
            officers.create(
                by=None,
                on=clock.now(),
                username=username,
                full_name=full_name,
                role=Role.DEPARTMENT,
                password=password,
            )
        except Incomplete as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{username}  {password}")
        self.stdout.write("The password is shown once and must be changed at the first sign-in.")
