"""Production starts complete or not at all. Each case is a process: settings are read once."""

import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "k" * 60 + "ABCDEFGHIJ0123456789",
    "ALLOWED_HOSTS": "otop.example",
    "DATABASE_URL": "postgres://someone@127.0.0.1/otopreg",
    "DATA_KEYS": Fernet.generate_key().decode(),
    "DATA_INDEX_KEY": "i" * 40,
}
INHERITED = ("PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV")


def start(environment, code="import django; django.setup()"):
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=inherited | {"DJANGO_SETTINGS_MODULE": "otopreg.settings.production"} | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_starts_when_complete():
    result = start(COMPLETE)

    assert result.returncode == 0, result.stderr


def test_evidence_lies_where_the_environment_says(tmp_path):
    code = (
        "import django; django.setup(); from django.core.files.storage import storages; "
        "print(storages['evidence'].location)"
    )
    for environment, folder in (
        ({"EVIDENCE_DIR": str(tmp_path / "kept")}, tmp_path / "kept"),
        ({"VAR_DIR": str(tmp_path)}, tmp_path / "evidence"),
    ):
        result = start(COMPLETE | environment, code)
        assert result.stdout.strip() == str(folder), result.stderr


def test_one_message_names_everything_that_is_missing():
    result = start({})

    assert result.returncode != 0
    assert result.stderr.count("ImproperlyConfigured:") == 1
    for name in COMPLETE:
        assert f"{name} is missing" in result.stderr


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_an_empty_value_is_missing_too(name):
    result = start(COMPLETE | {name: " "})

    assert result.returncode != 0
    assert f"{name} is missing" in result.stderr
    assert result.stderr.count("is missing") == 1


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("TRAINING_CLOCK", "true", "TRAINING_CLOCK is for demo and training only"),
        ("DATA_KEYS", "short", "DATA_KEYS holds a key that is not 32 bytes"),
        ("DATA_KEYS", settings.DATA_KEYS[0], "DATA_KEYS holds the development key"),
        ("DATA_INDEX_KEY", settings.DATA_INDEX_KEY, "DATA_INDEX_KEY is the development key"),
        ("SECRET_KEY", settings.SECRET_KEY, "SECRET_KEY is the development key"),
    ],
)
def test_what_must_never_reach_real_people(name, value, complaint):
    result = start(COMPLETE | {name: value})

    assert result.returncode != 0
    assert complaint in result.stderr


def test_the_complaint_repeats_no_key():
    result = start(COMPLETE | {"ALLOWED_HOSTS": "", "DATA_KEYS": "not-a-key-at-all"})

    assert "not-a-key-at-all" not in result.stderr
    assert COMPLETE["SECRET_KEY"] not in result.stderr


def test_djangos_own_check_for_deployment_is_silent():
    check = (
        "import django; django.setup();"
        "from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )

    result = start(COMPLETE, check)

    assert result.returncode == 0, result.stderr


def test_secure_transport_is_on():
    show = (
        "from django.conf import settings as s;"
        "print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        "s.SECURE_HSTS_SECONDS > 0, s.TRAINING_CLOCK, s.DEBUG)"
    )

    assert start(COMPLETE, show).stdout.split() == ["True"] * 4 + ["False"] * 2


def test_the_pool_in_front_can_be_told():
    show = (
        "from django.conf import settings as s; d = s.DATABASES['default'];"
        "print(d['CONN_MAX_AGE'], d['DISABLE_SERVER_SIDE_CURSORS'])"
    )
    environment = COMPLETE | {"CONN_MAX_AGE": "0", "DISABLE_SERVER_SIDE_CURSORS": "true"}

    assert start(environment, show).stdout.split() == ["0", "True"]


MAIL = (
    "from django.conf import settings as s;"
    "print(s.MAIL_ON, s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS,"
    "s.DEFAULT_FROM_EMAIL, s.SITE_URL)"
)


def test_mail_is_off_until_a_server_is_named():
    assert start(COMPLETE, MAIL).stdout.split()[0] == "False"


def test_the_mail_server_is_named_by_one_address():
    environment = {
        "EMAIL_URL": "smtp+tls://somebody:secret@mail.example:587", "EMAIL_FROM": "otop@example.th",
        "SITE_URL": "https://otop.example",
    }  # fmt: skip
    result = start(COMPLETE | environment, MAIL)
    assert result.stdout.split() == [
        "True", "smtp", "mail.example", "587", "True", "otop@example.th", "https://otop.example",
    ], result.stderr  # fmt: skip


def test_a_mail_server_without_a_sender_is_no_mail_server():
    result = start(COMPLETE | {"EMAIL_URL": "smtp://mail.example"})
    assert "EMAIL_FROM is missing" in result.stderr
