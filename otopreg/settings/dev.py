"""A developer's machine and the demo: embedded database, worthless keys, a movable clock."""

import base64

import environ

from .base import *
from .database import databases

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

SECRET_KEY = "insecure-development-key-never-for-real-people"
# Fernet wants 32 bytes; production refuses keys that begin with "insecure".
DATA_KEYS = [base64.urlsafe_b64encode(b"insecure-development-only-key-32").decode()]
DATA_INDEX_KEY = "insecure-development-index-key"

VAR_DIR.mkdir(exist_ok=True)
DATABASES = databases(env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'otopreg.sqlite3'}"))

EVIDENCE_DIR = env.path("EVIDENCE_DIR", default=str(EVIDENCE_DIR))
STORAGES = storages(EVIDENCE_DIR)

# Straight from static/, no collectstatic, with or without DEBUG.
WHITENOISE_USE_FINDERS = True

# Nobody gets a mail from a demo: it is written to the console.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

TRAINING_CLOCK = env.bool("TRAINING_CLOCK", default=True)

LOGGING["loggers"]["django.server"] = {"handlers": ["stdout"], "level": "INFO", "propagate": False}
