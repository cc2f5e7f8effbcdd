"""What an interrupted deed left behind goes; everything else stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command

from registration.models import StoredFile
from tests import evidence as given
from tests import factories

STORAGE = storages["evidence"]
LONG = timedelta(days=1, minutes=1).total_seconds()


@pytest.fixture(autouse=True)
def empty_storage(tmp_path, monkeypatch):
    monkeypatch.setattr(STORAGE, "_location", str(tmp_path))
    STORAGE.__dict__.pop("base_location", None)
    STORAGE.__dict__.pop("location", None)
    yield
    STORAGE.__dict__.pop("base_location", None)
    STORAGE.__dict__.pop("location", None)


def age(path):
    then = Path(STORAGE.path(path)).stat().st_mtime - LONG
    os.utime(STORAGE.path(path), (then, then))


def sweep(capsys):
    call_command("sweep_evidence")
    return capsys.readouterr().out


@pytest.mark.parametrize("is_old", [True, False])
def test_bytes_without_a_row(db, capsys, is_old):
    path = STORAGE.save(f"ab/cd/abcd{'0' * 28}", ContentFile(b"x"))
    if is_old:
        age(path)

    assert f"{int(is_old)} files without a row" in sweep(capsys)
    assert STORAGE.exists(path) is not is_old


@pytest.mark.parametrize("is_old", [True, False])
def test_a_row_that_nothing_points_to(plan, capsys, is_old, django_capture_on_commit_callbacks):
    file = given.stored()
    for path in (file.path, file.thumbnail_path):
        if is_old:
            age(path)

    with django_capture_on_commit_callbacks(execute=True):
        told = sweep(capsys)

    assert f"{int(is_old)} files that nothing points to" in told
    assert StoredFile.objects.exists() is not is_old
    assert STORAGE.exists(file.path) is not is_old
    assert STORAGE.exists(file.thumbnail_path) is not is_old


def test_what_is_pointed_to_stays(plan, own_district, capsys):
    row = factories.RegistrationFactory(entered_by=own_district.officer)
    file = row.evidence.get().file
    age(file.path)
    age(file.thumbnail_path)

    assert sweep(capsys).startswith("0 files that nothing points to, 0")
    assert STORAGE.exists(file.path)
    assert STORAGE.exists(file.thumbnail_path)
