"""Starts the processes that open a file, only so many at once, and ends them when they take too
long.
"""

import contextlib
import fcntl
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Timer, get_ident
from typing import BinaryIO

from django.conf import settings

SECONDS = 25  # less than a web server waits for its worker
_ROOT = Path(__file__).resolve().parents[2]
_STARTING = (
    "import sys; sys.path.append(sys.argv[1]); from registration.sheets.{}.main import main; main()"
)
READER, MARKER = _STARTING.format("child"), _STARTING.format("marker")


# Killed by the watch, or by the system for its processor time.
_TOO_LONG = {-signal.SIGKILL, -signal.SIGXCPU}


class Overrun(Exception):
    """The process was ended: ``too_long``, or because it wanted more memory than it may have."""

    def __init__(self, *, too_long: bool):
        super().__init__()
        self.too_long = too_long


def lines(content: bytes, shape: str, seconds: float = SECONDS) -> Iterator[bytes]:
    """What ``registration.sheets.child`` says about ``content``. Raises ``Overrun`` when it did
    not come to its end. No process is left behind, however this is left.
    """
    with answering(READER, (content,), shape, seconds=seconds) as answer:
        yield from answer


@contextlib.contextmanager
def answering(
    program: str, sent: Iterable[bytes], *arguments: str, seconds: float = SECONDS
) -> Iterator[BinaryIO]:
    """What a program of ours answers to ``sent``, which it reads to the end first.

    Raises ``Overrun`` after the block when the program did not come to its end. No process is left
    behind, however the block is left.
    """
    with _turn():
        yield from _answer(program, sent, arguments, seconds)


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    """Waits until fewer than ``WORKBOOK_PROCESSES`` files are open on this machine. The system
    gives a turn back even when this server is killed.
    """
    folder = Path(settings.WORKBOOK_TURNS)
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as opened:
        turns = [
            opened.enter_context((folder / str(number)).open("a"))
            for number in range(settings.WORKBOOK_PROCESSES)
        ]
        if not any(map(_takes, turns)):
            fcntl.flock(turns[get_ident() % len(turns)], fcntl.LOCK_EX)
        yield


def _takes(turn) -> bool:
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _answer(program: str, sent: Iterable[bytes], arguments, seconds: float) -> Iterator[BinaryIO]:
    # Nothing of the server's environment: its keys are there. Not a fork of the server either,
    # whose memory and connections would come along.
    process = subprocess.Popen(  # noqa: S603 - our own program, and nothing of the file is an argument
        [sys.executable, "-I", "-X", "utf8", "-c", program, str(_ROOT), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    watch = Timer(seconds, process.kill)
    watch.daemon = True
    watch.start()
    try:
        with contextlib.suppress(BrokenPipeError):  # it ended early; its answer says why
            for part in sent:
                process.stdin.write(part)
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        yield process.stdout
        process.stdout.close()  # it shall not wait for us with what nobody wants to hear
        if process.wait():
            raise Overrun(too_long=process.returncode in _TOO_LONG)
    finally:
        watch.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
