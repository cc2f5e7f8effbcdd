"""What the source promises as a whole: one clock, one writer of each state, no hidden paths."""

import ast

import pytest

from tests.architecture.source import ROOT, calls, dotted, imported, modules, name, tree

MODULES = modules()
EVERY = pytest.mark.parametrize("path", MODULES, ids=name)

CLOCKS = {
    "timezone.now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time",
    "timezone.localdate", "timezone.localtime", "now", "localdate", "Now", "datetime.datetime.now",
    "datetime.date.today",
}  # fmt: skip


def test_there_is_something_to_look_at():
    assert len(MODULES) > 80


def clocks_of(path):
    for call, called in calls(path):
        if called in CLOCKS:
            yield call.lineno, called
        # A function handed on is as good as a call: default=timezone.now.
        for value in [*call.args, *(keyword.value for keyword in call.keywords)]:
            if dotted(value) in CLOCKS - {"now"}:
                yield value.lineno, dotted(value)
        for keyword in call.keywords:
            if keyword.arg in ("auto_now", "auto_now_add"):
                yield call.lineno, keyword.arg


@EVERY
def test_only_the_clock_reads_the_clock(path):
    found = list(clocks_of(path))

    if name(path) == "registration/clock.py":
        assert found
    else:
        assert found == []


@EVERY
def test_no_signals_between_our_own_apps(path):
    found = [what for what in imported(path) if "signal" in what or "dispatch" in what]
    assert [what for what in found if what != "signal"] == []  # that one ends processes


STATEFUL = {"Filing", "Registration", "Certification", "FiscalQuarter", "Producer"}
WRITERS = {"update", "create", "update_or_create", "get_or_create", "bulk_update"}
# A producer's state is the register's: only an announcement writes it.
ONE_WRITER = {"registration/services/states.py", "registration/services/register.py"}


def state_writes(path):
    """Lines that set a column ``state``: assignment, setattr, update, create, constructor."""
    for node in ast.walk(tree(path)):
        targets = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr == "state":
                yield node.lineno
    for call, called in calls(path):
        last = called.rpartition(".")[2]
        named = any(keyword.arg == "state" for keyword in call.keywords)
        if named and (last in WRITERS or last in STATEFUL):
            yield call.lineno
        if last == "setattr" and any(getattr(a, "value", "") == "state" for a in call.args):
            yield call.lineno
        if last in WRITERS and any("'state'" in ast.dump(value) for value in _given(call)):
            yield call.lineno


def _given(call):
    lists = [argument for argument in call.args if isinstance(argument, ast.List | ast.Tuple)]
    return lists + [k.value for k in call.keywords if k.arg in ("defaults", "fields")]


@EVERY
def test_each_state_has_one_writer(path):
    found = list(state_writes(path))

    if name(path) in ONE_WRITER:
        assert found, "the one writer writes no more: look where it went"
    else:
        assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "row.state = 1",
        "setattr(row, 'state', 1)",
        "rows.update(state=1)",
        "Filing(state=1)",
        "models.Filing.objects.create(state=1)",
        "Filing.objects.get_or_create(pk=1, defaults={'state': 1})",
        "Filing.objects.bulk_update(rows, ['state'])",
    ],
)
def test_the_look_for_writers_is_sharp(source, tmp_path):
    path = tmp_path / "module.py"
    path.write_text(source)

    assert list(state_writes(path))


def test_the_look_for_clocks_is_sharp(tmp_path):
    for source in ("timezone.now()", "F(default=timezone.now)", "F(auto_now=True)", "date.today()"):
        path = tmp_path / f"{abs(hash(source))}.py"
        path.write_text(source)
        assert list(clocks_of(path)), source


WRITING = {"save", "create", "bulk_create", "bulk_update", "delete", "get_or_create",
           "update_or_create"}  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [path for part in ("views", "forms", "selectors", "workflow")
     for path in modules(inside=f"registration/{part}")],
    ids=name,
)  # fmt: skip
def test_only_services_write(path):
    """Services are called by module and verb (``officers.create(by=…)``); rows are not written."""
    found = [
        (call.lineno, called)
        for call, called in calls(path)
        if called.rpartition(".")[2] in WRITING and not {k.arg for k in call.keywords} >= {"by"}
    ]

    assert found == []


@EVERY
def test_every_module_says_what_it_is(path):
    if path.name != "apps.py" and path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(tree(path)), "a module without a docstring"


def test_no_module_is_named_for_nothing():
    vague = {"utils", "util", "common", "helpers", "helper", "misc", "base", "core", "tools"}
    allowed = {"otopreg/settings/base.py"}

    assert [name(p) for p in MODULES if p.stem in vague and name(p) not in allowed] == []


SUFFIXES = {".py", ".html", ".css", ".js"}
FOREIGN = ("static/vendor/", "tests/assets/", "migrations", ".venv", "node_modules", "/static/css/")


def sources():
    folders = ("otopreg", "registration", "reporting", "templates", "static", "tests")
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES and not any(part in name(path) for part in FOREIGN):
                yield path


def test_no_file_is_longer_than_400_lines():
    lengths = {name(path): path.read_text(encoding="utf-8").count("\n") for path in sources()}

    assert len(lengths) > 150
    assert {path: n for path, n in lengths.items() if n > 400} == {}


def test_modules_are_short_on_the_whole():
    lengths = sorted(path.read_text(encoding="utf-8").count("\n") for path in MODULES)

    assert lengths[len(lengths) // 2] <= 100  # we aim at a median of 80


def test_only_an_import_looks_back_to_its_receipt():
    """A window that is over opens again for nobody else."""
    found = {
        name(path)
        for path in MODULES
        if any(called.endswith("situations.received") for _call, called in calls(path))
    }

    assert found == {
        "registration/services/imports.py", "registration/imports/registrations/stored.py",
        "registration/views/imports.py",
    }  # fmt: skip
