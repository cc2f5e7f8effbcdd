"""``manage.py demo [--password X] [--serve]``"""

import os
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from registration import calendar, clock
from registration.errors import Incomplete
from registration.management.demo import filling, offices
from registration.services import officers


class Command(BaseCommand):
    help = (
        "Fill an empty database with Buri Ram's synthetic data and set the date to 12 March 2561. "
        "A second run changes nothing."
    )
    requires_system_checks = ()  # they ask for tables that this command is about to make

    def add_arguments(self, parser):
        parser.add_argument("--password", help="for all demo accounts; else one is made")
        parser.add_argument(
            "--serve", action="store_true", help="then serve 127.0.0.1, port $PORT or 8000"
        )
        parser.add_argument(
            "--scale", type=float, default=1.0, help="share of the full demo, for tests"
        )

    def handle(self, *, password, serve, scale, **options):
        if not settings.TRAINING_CLOCK:
            raise CommandError(
                "The demo is for training only: set TRAINING_CLOCK, which production refuses."
            )
        call_command("migrate", verbosity=0)
        port = os.environ.get("PORT", "8000")
        known = self._fill(password, scale)
        self._tell(known, port, serve=serve)
        if serve:
            call_command("runserver", f"127.0.0.1:{port}", "--noreload")

    def _fill(self, password: str | None, scale: float) -> str | None:
        """Fill what is missing; returns the password where this run has set one."""
        try:
            if filling.is_filled():
                if password:
                    offices.set_password(on=clock.now(), password=password)
                return password
            password = password or officers.new_password()
            began = time.monotonic()
            filling.fill(password=password, scale=scale, report=self._report)
            self._report(f"เสร็จใน {time.monotonic() - began:.0f} วินาที")
        except Incomplete as error:
            raise CommandError(str(error)) from error
        except filling.NotEmpty as error:
            raise CommandError(
                "This database holds accounts or registrations that are not the demo's. "
                "Give an empty one: DATABASE_URL=sqlite:////tmp/demo.sqlite3"
            ) from error
        return password

    def _report(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _tell(self, password: str | None, port: str, *, serve: bool) -> None:
        today = calendar.thai_date(clock.today(), "long")
        lines = ["", "=" * 72, f"  วันที่ของระบบ / date: {today}"]
        if serve:
            lines.append(f"  เปิดที่ / open: http://127.0.0.1:{port}/")
        lines.append("  ผู้ใช้ / accounts:")
        lines += [f"    {username:<14} {text}" for username, text in offices.SHOWN.items()]
        if password:
            lines.append(f"  รหัสผ่านของทุกบัญชี / password of all: {password}")
        else:
            lines += [
                "  รหัสผ่านเดิมยังใช้ได้ / the password stays as it was.",
                "  ตั้งใหม่ / set a new one: manage.py demo --password X",
            ]
        lines += ["  ข้อมูลทั้งหมดเป็นข้อมูลสมมติ / all data are synthetic.", "=" * 72]
        self._report("\n".join(lines))
