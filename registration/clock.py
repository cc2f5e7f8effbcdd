"""The one clock. No other module asks the time, so a decision can be replayed at any instant.

In training mode the program's date can be moved; the time of day stays the real one, so that
journals and "five minutes ago" still look right. Real operation never reads the file.
"""

import os
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from registration import errors

_BANGKOK = ZoneInfo("Asia/Bangkok")


def now() -> datetime:
    """Return the program's instant, aware, in Bangkok time.

    Raises ImproperlyConfigured when the training file holds anything but a date.
    """
    real = timezone.localtime(timezone.now(), _BANGKOK)  # noqa: TID251 - the one place
    day = shifted_to()
    return real if day is None else datetime.combine(day, real.timetz())


def today() -> date:
    """Return the Bangkok day of now()."""
    return now().date()


def stopwatch() -> Callable[[], float]:
    """Start one; what is returned tells the seconds since, whatever day a trainer has set."""
    start = time.perf_counter()
    return lambda: time.perf_counter() - start


def shifted_to() -> date | None:
    """Return the date a trainer has set, or None when the clock shows the real day."""
    if not settings.TRAINING_CLOCK:
        return None
    path = Path(settings.TRAINING_CLOCK_FILE)
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise _broken(path) from error
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        # A wrong date would open and lock windows silently, so the program stops instead.
        raise _broken(path) from error


def shift(to: date | None) -> None:
    """Move the program to a date, or back to the real day with None.

    Raises errors.TrainingOnly outside training mode; then nothing is written.
    """
    if not settings.TRAINING_CLOCK:
        raise errors.TrainingOnly
    path = Path(settings.TRAINING_CLOCK_FILE)
    if to is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed: a request in between reads the old date or the new, never half.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{date.isoformat(to)}\n")  # of a datetime, too, only the date
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _broken(path: Path) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"The training clock file {path} must hold one ISO date (2018-03-12). "
        "Delete it to return to the real date."
    )
