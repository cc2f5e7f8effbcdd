"""``manage.py remind [--dry-run]``"""

from django.core.management.base import BaseCommand

from registration import calendar, clock
from registration.selectors import plan, reminders
from registration.services import reminders as deeds


class Command(BaseCommand):
    help = (
        "Remind every office whose moment has come: opening, half-way, three, two and one working "
        "days before the end of its step. Run it as often as you like: each moment goes out once."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would be sent, send nothing"
        )

    def handle(self, *, dry_run, **options):
        on = clock.now()
        number = 0
        for quarter in plan.open_quarters():
            if dry_run:
                found = reminders.due(reminders.PROGRAM, quarter, on)
            else:
                found = deeds.remind(by=None, on=on, quarter=quarter.pk)
            number += len(found)
            for due in found:
                self.stdout.write(self._line(quarter, due))
        self.stdout.write(f"{number} {'would be sent' if dry_run else 'reminders sent'}")

    def _line(self, quarter, due) -> str:
        task = due.task
        numbers = " ".join(f"{name}={n}" for name, n in task.numbers.items() if n)
        until = calendar.thai_date(task.until, "numeric")
        return f"{quarter.pk} {task.office} {task.step} {due.moment} ({until}) {numbers}".rstrip()
