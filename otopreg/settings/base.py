"""What holds wherever the program runs. It holds no secret and reads no environment."""

from pathlib import Path

from csp.constants import NONE, SELF

from .storage import storages

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything the running program writes, so that the rest of the tree can be read-only.
VAR_DIR = BASE_DIR / "var"

DEBUG = False

INSTALLED_APPS = [
    "registration",
    "reporting",
    "whitenoise.runserver_nostatic",  # the same static files under runserver and gunicorn
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # widget templates for our form renderer
    "csp",
    "import_export",
]

MIDDLEWARE = [
    "otopreg.middleware.IdentifyRequest",  # first: every answer has an id, also an early refusal
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # No GZip here: a compressed page that holds both a secret and what a visitor sent can be read
    # from its length (BREACH). Static files are compressed once, at collectstatic.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "otopreg.middleware.SpeakThai",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "otopreg.middleware.AskToSignIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "otopreg.middleware.KnowOfficer",
    "otopreg.middleware.ExplainRefusal",
]

ROOT_URLCONF = "otopreg.urls"
WSGI_APPLICATION = "otopreg.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "registration.views.shell.shell",
            ],
        },
    },
]
FORM_RENDERER = "otopreg.renderer.Renderer"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who may come in
AUTH_USER_MODEL = "registration.Officer"
AUTHENTICATION_BACKENDS = ["otopreg.backends.OfficerBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "dashboard"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [
    "otopreg.hashers.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day with overtime
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "otopreg.errors.forged"

# Words and time
LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

# One clock for everybody; only training may move it (registration.clock).
TRAINING_CLOCK = False
TRAINING_CLOCK_FILE = VAR_DIR / "clock"

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
# No MEDIA_URL: a file leaves only through a view that asks who wants it.
MEDIA_ROOT = VAR_DIR / "media"
EVIDENCE_DIR = VAR_DIR / "evidence"
STORAGES = storages(EVIDENCE_DIR)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "otopreg.uploads.RefuseTooMuch",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_SIZE = 25 * 1024 * 1024  # of one request with all its files; a file alone is 10 MB
WORKBOOK_MAX_SIZE = 20 * 1024 * 1024  # of an uploaded workbook or CSV
# Uploaded files that are open at once on this machine: each may take some hundred megabytes.
WORKBOOK_PROCESSES = 3
WORKBOOK_TURNS = VAR_DIR / "turns"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # one registration with twenty products, and some air
DATA_UPLOAD_MAX_NUMBER_FILES = 20

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Messages to officers: in the program always, by e-mail where an officer wants it
MESSAGES_KEPT_DAYS = 400  # a year's quarters, and some air
MAIL_ON = True
MAIL_DIGEST_HOUR = 7  # Bangkok time
EMAIL_TIMEOUT = 5  # a request may send a few mails itself
SITE_URL = ""  # where the program is found, for the link in a mail

# What a browser may do with our pages
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Tables of the admin in and out
IMPORT_EXPORT_SKIP_ADMIN_LOG = True  # the services write the journal
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"
# A file under /tmp is invisible to a second server; the cache is not.
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "otopreg.logs.RequestId"}},
    "formatters": {
        "line": {
            "()": "otopreg.logs.Discreet",
            "format": "{asctime} {levelname} {name} [{request_id}] {message}",
            "style": "{",
        },
    },
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "filters": ["request_id"],
            "formatter": "line",
        },
    },
    "root": {"handlers": ["stdout"], "level": "INFO"},
    # Without Django's own handlers: they would mail whole requests, with the data in them.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # They tell of every oddity in every file that somebody sends.
        "PIL": {"level": "CRITICAL"},
        "pypdf": {"level": "CRITICAL"},
    },
}
