"""The suite. DATABASE_URL chooses the engine: unset is SQLite in memory, postgres://… the other."""

import os
import tempfile
from pathlib import Path

from .dev import *

DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
TRAINING_CLOCK = True
# Its own file for each process: workers must not move each other's date, nor the demo's.
TRAINING_CLOCK_FILE = Path(tempfile.gettempdir()) / f"otopreg-test-clock-{os.getpid()}"

DATABASES = databases(env.db("DATABASE_URL", default="sqlite://:memory:"))
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A template whose LC_CTYPE knows Thai letters (trigrams find nothing under "C").
    DATABASES["default"]["TEST"] = {
        "CHARSET": "UTF8",
        "TEMPLATE": env("TEST_DATABASE_TEMPLATE", default="template0"),
    }
    # A test's commit need not reach the disk.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}

# Its own folder for each process, empty at the start; tests/conftest.py takes it away.
EVIDENCE_DIR = Path(tempfile.gettempdir()) / f"otopreg-test-evidence-{os.getpid()}"
STORAGES = storages(EVIDENCE_DIR)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Each client would read the whole static tree; the live server has its own handler.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]

LOGGING = {"version": 1, "disable_existing_loggers": False}
