"""The reading process ends in time, with nothing of the server's in it."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from registration.errors import Unreadable
from registration.sheets import process, reading
from tests.registration.sheets.workbooks import simple, xlsx


@pytest.fixture
def started(monkeypatch):
    """Every process that was started."""
    processes = []

    class Popen(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.asked = kwargs
            processes.append(self)

    monkeypatch.setattr(process.subprocess, "Popen", Popen)
    return processes


def test_it_ends_with_the_reading_and_knows_no_secret(started):
    reading.read(xlsx(simple()), "x")

    (one,) = started
    assert one.returncode is not None
    assert one.asked["env"] == {}
    assert one.args[1] == "-I"


def test_it_is_ended_when_its_time_is_over(started):
    with pytest.raises(process.Overrun) as caught:
        list(process.lines(xlsx(simple()), "zip", seconds=0.001))

    assert caught.value.too_long
    assert started[0].returncode is not None


def test_it_is_ended_when_nobody_listens_any_more(started):
    lines = process.lines(b"a\n" * 40_000, "text")
    next(lines)
    lines.close()

    assert started[0].returncode is not None


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "slow"),
        ("import os; os.abort()", "bomb"),
        ("import os; os._exit(1)", "bomb"),
        ("print('{}')", "broken"),
        ("print('[]')", "broken"),
        ("print('{\"title\": ', end='')", "broken"),
    ],
)
def test_however_it_dies_there_is_a_sentence(start, rule, monkeypatch):
    monkeypatch.setattr(
        process, "READER", "import resource as r; r.setrlimit(r.RLIMIT_CORE, (0, 0)); " + start
    )

    with pytest.raises(Unreadable) as caught:
        reading.read(b"a" * 200_000, "x")  # more than a pipe holds: it is gone while we write

    assert caught.value.rule == rule
    assert str(caught.value)


def test_the_wall_stands_before_the_file_is_read(monkeypatch):
    """Whatever calamine does: memory, processor time, files and processes have an end."""
    look = (
        "import sys; sys.path.append(sys.argv[1]); import resource as r; "
        "from registration.sheets.child import limits; limits.confine(); "
        "kinds = r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE, r.RLIMIT_FSIZE, r.RLIMIT_NPROC; "
        "print([r.getrlimit(kind)[1] for kind in kinds])"
    )
    monkeypatch.setattr(process, "READER", look)

    (said,) = process.lines(b"", "text")

    memory, seconds, *nothing = eval(said)  # noqa: S307 - the line above wrote it
    assert 0 < memory <= 1024**3
    assert 0 < seconds < process.SECONDS
    assert nothing == [0, 0, 0]
    assert "DJANGO_SETTINGS_MODULE" in os.environ  # what the process was not given


def test_only_so_many_files_are_open_at_once(settings, tmp_path, started):
    settings.WORKBOOK_TURNS, settings.WORKBOOK_PROCESSES = tmp_path, 1
    first = process.lines(b"a\n" * 40_000, "text")
    next(first)  # it holds the only turn

    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(lambda: len(list(process.lines(b"a\n", "text"))))
        with pytest.raises(TimeoutError):
            second.result(0.3)
        assert len(started) == 1
        first.close()
        assert second.result(20) > 1
