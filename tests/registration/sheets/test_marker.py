"""The marking process: what is too much is said in a sentence, and the server pays nothing."""

import subprocess
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from registration.errors import Unreadable
from registration.sheets import marking, process
from registration.sheets.problems import CellProblem
from registration.sheets.titles import PRODUCERS, SUMMARY
from tests.registration.sheets.workbooks import simple, xlsx, zipped

WRONG = CellProblem(
    sheet=PRODUCERS, row=2, column_key="mobile", header="โทรศัพท์", value="12", sentence="กรอกใหม่"
)
_UNABLE = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from registration.sheets.marker import main, opening; "
    "opening.load_workbook = opening.Workbook = None; main.main()"
)
_CONFINED = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from registration.sheets.marker import limits, main; "
    "limits.{} = {}; limits.MOST_ELEMENTS = {}; main.main()"
)


def padded(n: int) -> bytes:
    """A workbook with ``n`` empty cells below its rows, as colour down the sheet leaves them."""
    book, stream = Workbook(), BytesIO()
    book.active.title = PRODUCERS
    for row in (["ชื่อ", "โทรศัพท์"], ["ร้าน ก", "12"]):
        book.active.append(row)
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    letters = "ABCDEFGHIJKLMNOPQRST"
    rows = (
        f'<row r="{row}">{"".join(f"""<c r="{each}{row}" s="0"/>""" for each in letters)}</row>'
        for row in range(3, 3 + n // len(letters))
    )
    name = "xl/worksheets/sheet1.xml"
    more = "".join(rows).encode() + b"</sheetData>"
    return zipped(parts | {name: parts[name].replace(b"</sheetData>", more)})


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        marking.mark(content, [WRONG])
    assert "หน้าผลตรวจยังแสดงทุกช่องที่ต้องแก้" in str(caught.value)
    return caught.value.rule


def peak(content: bytes) -> tuple[int, int]:
    """The most that this process has allocated while marking, and how large the answer is."""
    tracemalloc.start()
    try:
        marked = marking.mark(content, [WRONG])
        return tracemalloc.get_traced_memory()[1], len(marked)
    finally:
        tracemalloc.stop()


def test_the_servers_memory_does_not_grow_with_the_file():
    """Only the packed bytes pass through; opened, these cells take 20 MB and more."""
    small, large = padded(20), padded(60_000)
    (before, size), (after, larger) = peak(small), peak(large)

    room = 256 * 1024
    assert after - before < 2 * (larger - size) + 2 * (len(large) - len(small)) + room
    assert after < 2 * 1024 * 1024


@pytest.mark.parametrize("is_csv", [False, True])
def test_what_is_too_much_to_carry_is_refused_before_it_is_loaded(is_csv, monkeypatch):
    """Had it been loaded, another sentence would tell."""
    content = (b"a" + b",b" * 29 + b"\n") * 24_000 if is_csv else padded(700_000)
    monkeypatch.setattr(process, "MARKER", _UNABLE)

    assert refusal(content) == "heavy"
    assert refusal(padded(20)) == "unmarkable"


@pytest.mark.parametrize(("limit", "most"), [("SECONDS", "1"), ("MEMORY", "100 * 1024**2")])
def test_it_is_ended_when_it_takes_too_much(limit, most, monkeypatch):
    monkeypatch.setattr(process, "MARKER", _CONFINED.format(limit, most, "10**9"))

    assert refusal(padded(200_000)) == "heavy"


def test_within_the_same_walls_an_honest_file_is_marked(monkeypatch):
    monkeypatch.setattr(process, "MARKER", _CONFINED.format("MEMORY", "100 * 1024**2", "10**9"))

    book = load_workbook(BytesIO(marking.mark(padded(2_000), [WRONG])))
    assert book.sheetnames == [SUMMARY, PRODUCERS]
    assert "กรอกใหม่" in book[PRODUCERS]["B2"].comment.text


@pytest.mark.parametrize(
    ("program", "rule"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "heavy"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "heavy"),
        ("import os; os._exit(1)", "heavy"),
        ("pass", "unmarkable"),
        ("import sys; sys.stdin.read(); print('x' * 100_000)", "heavy"),  # nobody hears it out
        ("import sys; sys.stdout.buffer.write(bytes(range(128, 256)))", "unmarkable"),
        ("print('marked 5'); print('abc', end='')", "unmarkable"),
        ("print('marked 0')", "unmarkable"),
        ("print('marked 99999999999')", "unmarkable"),
    ],
)
def test_however_it_dies_there_is_a_sentence(program, rule, monkeypatch):
    monkeypatch.setattr(
        process, "MARKER", "import resource as r; r.setrlimit(r.RLIMIT_CORE, (0, 0)); " + program
    )

    assert refusal(b"a" * 200_000) == rule  # more than a pipe holds: it is gone while we write


def test_what_only_the_reader_can_open_is_refused_too():
    """Its list of types is empty: calamine does not mind, openpyxl does."""
    assert refusal(xlsx(simple())) == "unmarkable"


def test_it_knows_no_secret_and_leaves_nothing_behind(monkeypatch):
    processes = []

    class Popen(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.asked = kwargs
            processes.append(self)

    monkeypatch.setattr(process.subprocess, "Popen", Popen)
    marking.mark(padded(20), [WRONG])

    (one,) = processes
    assert one.returncode == 0
    assert one.asked["env"] == {}
    assert WRONG.sentence not in str(one.args)
