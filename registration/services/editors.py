"""Who has a hand in what a registration says: nobody of them certifies it (four eyes).

Called by other services under their locks. An officer is remembered for good: whoever typed what
lapsed, and was taken up again a quarter later, has typed it still.
"""

from collections.abc import Iterable

from registration.models import Registration

_Editor = Registration.editors.through


def remember(registrations: Iterable[int], *officers: int) -> None:
    """Add ``officers`` to the editors of each of ``registrations`` (keys)."""
    _store((row, officer) for row in registrations for officer in officers)


def hand_down(heirs: dict[int, int]) -> None:
    """``heirs`` take over what others held, and so their editors: new key by old key."""
    if not heirs:
        return
    known = _Editor.objects.filter(registration__in=heirs)
    pairs = known.values_list("registration_id", "officer_id")
    _store((heirs[row], officer) for row, officer in pairs)


def _store(pairs: Iterable[tuple[int, int]]) -> None:
    _Editor.objects.bulk_create(
        [_Editor(registration_id=row, officer_id=officer) for row, officer in pairs],
        ignore_conflicts=True,
    )
