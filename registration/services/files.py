"""Stored files: bytes in the private storage and the rows that name them. Called by other services
inside their transaction.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from registration.files import Checked
from registration.models import StoredFile
from registration.scoping import Jurisdiction
from registration.selectors.evidence import unpointed

_STILL_UNDER_WAY = timedelta(days=1)


@contextmanager
def storing() -> Iterator[list[StoredFile]]:
    """Rows that ``store`` writes; their bytes go again when the deed fails.

    A crash between the bytes and the commit leaves bytes without a row: ``sweep_evidence`` finds
    them.
    """
    written: list[StoredFile] = []
    try:
        yield written
    except BaseException:
        _delete_bytes(written)
        raise


def store(
    by: Jurisdiction,
    on: datetime,
    checked: Checked,
    district: str | None,
    written: list[StoredFile],
) -> StoredFile:
    """Keep a checked file, inside ``storing``. What its district keeps already is kept once; a
    letter of the department belongs to no district.
    """
    same = StoredFile.objects.select_for_update().filter(district=district, sha256=checked.sha256)
    if known := same.first():
        return known
    row = StoredFile(
        file_type=checked.file_type,
        size=len(checked.content),
        sha256=checked.sha256,
        width=checked.width,
        height=checked.height,
        district_id=district,
        stored_at=on,
        stored_by_id=by.officer_id,
    )
    written.append(row)
    storage = storages["evidence"]
    storage.save(row.path, ContentFile(checked.content))
    if checked.thumbnail:
        storage.save(row.thumbnail_path, ContentFile(checked.thumbnail))
    row.save()
    return row


def forget(keys: Iterable[int | None]) -> None:
    """Delete those stored files of ``keys`` that nothing points to any more; their bytes go as soon
    as that is certain.
    """
    wanted = StoredFile.objects.filter(pk__in=[key for key in keys if key])
    # Locked before it is asked who points there: nobody can begin to meanwhile.
    held = list(wanted.select_for_update().order_by("pk").values_list("pk", flat=True))
    rows = list(wanted.filter(unpointed(), pk__in=held))
    if rows:
        wanted.filter(pk__in=[row.pk for row in rows]).delete()
        transaction.on_commit(lambda: _delete_bytes(rows), robust=True)


def _delete_bytes(rows: Iterable[StoredFile]) -> None:
    storage = storages["evidence"]
    for row in rows:
        storage.delete(row.path)
        storage.delete(row.thumbnail_path)


def sweep() -> tuple[int, int]:
    """Delete what an interrupted deed left behind: rows that nothing points to, and bytes without a
    row. Returns how many of each.

    What is younger than a day is left alone: its deed may still be under way. The storage's own
    clock judges the bytes, and a row is never without bytes of its age.
    """
    storage = storages["evidence"]
    probe = storage.save("probe", ContentFile(b"probe"))
    old = storage.get_modified_time(probe) - _STILL_UNDER_WAY
    storage.delete(probe)
    paths = [path for path in _paths("") if storage.get_modified_time(path) < old]
    lonely = StoredFile.objects.filter(unpointed(), key__in={PurePath(path).stem for path in paths})
    with transaction.atomic():
        keys = list(lonely.values_list("pk", flat=True))
        forget(keys)
    kept = {each.hex for each in StoredFile.objects.values_list("key", flat=True).iterator()}
    left = [path for path in paths if PurePath(path).stem not in kept and storage.exists(path)]
    for path in left:
        storage.delete(path)
    return len(keys), len(left)


def _paths(folder: str) -> Iterator[str]:
    folders, names = storages["evidence"].listdir(folder)
    for name in names:
        yield f"{folder}{name}"
    for each in folders:
        yield from _paths(f"{folder}{each}/")
