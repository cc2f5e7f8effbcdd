"""Our own source as the architecture tests look at it."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("otopreg", "registration", "reporting")


@cache
def modules(*, inside: str = "") -> tuple[Path, ...]:
    """Our modules below ``inside`` (a path from the root), without migrations."""
    folders = [ROOT / inside] if inside else [ROOT / package for package in PACKAGES]
    found = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return tuple(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of an attribute or a name, "" of anything else in between."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join(reversed([*parts, node.id if isinstance(node, ast.Name) else ""]))


def calls(path: Path):
    """``(call, dotted name)`` of every call in a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def imported(path: Path):
    """Full names of all that a module imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
