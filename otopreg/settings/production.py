"""For real people. It starts with everything it needs or not at all, and names what is missing."""

import base64
import binascii

import environ
from django.core.exceptions import ImproperlyConfigured

from .base import *
from .database import databases

env = environ.Env()

NEEDED = {
    "SECRET_KEY": "a long random string",
    "ALLOWED_HOSTS": "the program's host names, separated by commas",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "DATA_KEYS": "Fernet keys for citizen IDs, separated by commas; the first encrypts",
    "DATA_INDEX_KEY": "the key of the blind index; never kept in the database",
}
# Without a mail server messages are read in the program only.
MAIL_ON = bool(env.str("EMAIL_URL", default=""))
if MAIL_ON:
    NEEDED["EMAIL_FROM"] = "the address that mails come from, wanted with EMAIL_URL"


def _weaknesses():
    for name, meaning in NEEDED.items():
        if not env.str(name, default="").strip():
            yield f"{name} is missing ({meaning})"
    for key in env.list("DATA_KEYS", default=[]):
        try:
            raw = base64.urlsafe_b64decode(key)
        except (binascii.Error, ValueError):
            raw = b""
        if len(raw) != 32:
            yield "DATA_KEYS holds a key that is not 32 bytes in URL-safe base64"
        elif raw.startswith(b"insecure"):
            yield "DATA_KEYS holds the development key"
    for name in ("SECRET_KEY", "DATA_INDEX_KEY"):
        if env.str(name, default="").startswith("insecure"):
            yield f"{name} is the development key"
    if env.bool("TRAINING_CLOCK", default=False):
        yield "TRAINING_CLOCK is for demo and training only: production has one true date"


if _found := list(_weaknesses()):
    raise ImproperlyConfigured("The program cannot start:\n- " + "\n- ".join(_found))

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATA_KEYS = env.list("DATA_KEYS")
DATA_INDEX_KEY = env.str("DATA_INDEX_KEY")

DATABASES = databases(env.db("DATABASE_URL"))
# Behind pgbouncer in transaction mode: CONN_MAX_AGE=0 and DISABLE_SERVER_SIDE_CURSORS=true.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool(
    "DISABLE_SERVER_SIDE_CURSORS", default=False
)

# In the database by default: several workers and servers must see one cache (createcachetable).
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://otopreg_cache")}

if MAIL_ON:
    vars().update(env.email_url("EMAIL_URL"))
    EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=EMAIL_TIMEOUT)
    DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM")
SITE_URL = env.str("SITE_URL", default="")

VAR_DIR = env.path("VAR_DIR", default=str(VAR_DIR))
MEDIA_ROOT = VAR_DIR("media")
STATIC_ROOT = VAR_DIR("static")
WORKBOOK_TURNS = VAR_DIR("turns")
WORKBOOK_PROCESSES = env.int("WORKBOOK_PROCESSES", default=WORKBOOK_PROCESSES)
EVIDENCE_DIR = env.path("EVIDENCE_DIR", default=VAR_DIR("evidence"))
STORAGES = storages(EVIDENCE_DIR, "whitenoise.storage.CompressedManifestStaticFilesStorage")

# The proxy in front ends TLS and must set this header itself, whatever the visitor sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by the balancer, inside the house
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
# The browsers' preload list is for the owner of the domain to decide, not for us to nag about.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
