"""How much of a file is read, and what the process that reads it may take."""

import contextlib
import resource

_MEGABYTE = 1024 * 1024

MOST_PARTS = 2_000  # entries of the ZIP
MOST_INFLATED = 256 * _MEGABYTE  # of all parts together
# Columns of equal styled cells pack to about 1:60; only made-up data packs better than this.
MOST_RATIO = 300
RATIO_FROM = 8 * _MEGABYTE  # smaller parts hurt nobody
MOST_TABLES = 60
MOST_ROWS = 50_000
MOST_COLUMNS = 500
MOST_CELLS = 2_000_000  # empty ones between others too: calamine keeps them all
MOST_MARKS = 50_000  # formulas, errors and merged cells that are listed
MOST_TEXT = 64 * _MEGABYTE  # of what is handed back

_SECONDS = 15
_MEMORY = 768 * _MEGABYTE


def confine(*, seconds: int = _SECONDS, memory: int = _MEMORY) -> None:
    """From here on this process gets no more than it needs, whatever the file makes it do.

    ``seconds`` are the processor's, ``memory`` is in bytes.
    """
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),  # a core would hold people's data
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_NPROC, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        # Some systems know a limit and refuse to set it; the parent's watch still holds.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
