"""By what the new producers of a filing are told from each other in bulk: business and person,
without a citizen ID both names. A file asks this when it is checked, and when it is committed.
"""

from collections.abc import Iterable, Mapping

from registration.enums import Kind
from registration.models import Registration, blind_index
from registration.selectors.imports import Identity

_NAMES = ("name", "person_first_name", "person_last_name")


def identity_of(values: Mapping) -> tuple:
    """What typed values are known by; empty where that cannot be told."""
    index = blind_index(values.get("citizen_id") or "")
    return _known_as(index, *(derived(values, key) for key in ("name_key", "person_key")))


def of_new(filed: Iterable[Identity]) -> dict[tuple, int]:
    """The new producers among those that stand in a filing, by what they are known by."""
    found: dict[tuple, int] = {}
    for row in filed:
        key = _known_as(row.citizen_id_index, row.name_key, row.person_key)
        if key and row.kind == Kind.NEW:
            found.setdefault(key, row.pk)
    return found


def derived(values: Mapping, column: str) -> str:
    """A name of typed values as ``column`` compares it."""
    row = Registration(**{name: values.get(name) or "" for name in _NAMES})
    return Registration._meta.get_field(column).derive(row)


def _known_as(index: str, name: str, person: str) -> tuple:
    if name and index:
        return "id", name, index
    return ("person", name, person) if name and person else ()
