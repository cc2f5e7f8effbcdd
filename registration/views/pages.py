"""Turning pages without counting what nobody reads."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """Rows of a list and the addresses of its neighbours; empty where there is none."""

    rows: list
    previous_url: str
    next_url: str
    start: int  # number of the first row, from 0


def page_of(rows, request, size: int) -> Page:
    """The page that ``?page=`` asks for. One row more is read to know whether another follows."""
    number = _number(request.GET.get("page", ""))
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Page(
        found[:size],
        address(request, page=number - 1) if number > 1 else "",
        address(request, page=number + 1) if len(found) > size else "",
        start,
    )


def address(request, **changes) -> str:
    """The present query with changes; ``None`` drops a part."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def _number(text: str) -> int:
    """Page 1 for anything that is no page; nobody turns ten thousand pages."""
    return min(int(text), 10_000) if text.isdecimal() and len(text) < 6 and int(text) else 1
