"""The one settings file. What differs between places comes from the environment.

DATABASE_URL          where PostgreSQL is (the `kentongan` command sets it for the embedded one)
KENTONGAN_DATA        the data folder: photos, keys, database; _CAP_KEYS: keys that sign warnings
KENTONGAN_SECRET_KEY  signs cookies and links; made and kept in the data folder if absent
KENTONGAN_HOSTS       host names served, comma-separated; by default every city's own domains
KENTONGAN_HTTPS       "1" behind TLS: secure cookies and strict transport
KENTONGAN_SMTP        where letters are handed in; likewise _SMS, _WHATSAPP, _TELEGRAM; without
                      it they are laid into DATA/outbox (docs/how-to/send-letters.md)
KENTONGAN_SMS_SECRET  lets an SMS gateway in; KENTONGAN_SMS_GATEWAYS: the addresses it calls from
KENTONGAN_SMS__SLUG   the same for one city alone; likewise all of _SMTP … _SMS_GATEWAYS
KENTONGAN_IMAP        mailboxes to fetch from; KENTONGAN_MAIL_TO: addresses, e.g. "lapor@{domain}"
KENTONGAN_TELEPHONE   the exchange's WebSocket, where desks ring in: wss://SECRET@HOST/PATH
KENTONGAN_MQTT        USER:PASSWORD at brokers of river gauges
KENTONGAN_NCHAN       where nginx's nchan takes what the public map's readers are told
KENTONGAN_LETTER_BASE what links in letters begin with, e.g. "https://{domain}"
KENTONGAN_LETTER_FROM whom letters come from, e.g. "lapor@{domain}"
"""

import os
from pathlib import Path

from kentongan.config.database import settings_from
from kentongan.config.logs import LOGGING  # noqa: F401 - a setting
from kentongan.config.secret import secret_key

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("KENTONGAN_DATA", "data")).resolve()
HTTPS = os.environ.get("KENTONGAN_HTTPS") == "1"

SECRET_KEY = secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("KENTONGAN_HOSTS", "*").split(",")
"""`*` is safe here: a host that is no city's domain is answered with a 404 (config.middleware)."""

SHARED_APPS = ["django_tenants", "kentongan.cities"]
ROOMS = (
    *("journal", "places", "people", "catalogue", "intake", "calls", "casework", "dialogue"),
    *("council", "exchange", "counter", "paper", "neighbourhood", "visiting", "situation"),
    *("transit", "incidents", "alarms", "stage", "command", "measures", "mailroom"),
)
TENANT_APPS = [
    "kentongan.config.contrib.ContentTypes",
    "kentongan.config.contrib.Auth",
    "django.contrib.sessions",
    *(f"kentongan.{room}" for room in ROOMS),
]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS, "kentongan.face"]
TENANT_MODEL = "cities.City"
TENANT_DOMAIN_MODEL = "cities.Domain"
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
MOST_HOSTS_REMEMBERED = 1000

MIGRATION_MODULES = {
    "auth": "kentongan.config.contrib.auth_migrations",
    "contenttypes": "kentongan.config.contrib.contenttypes_migrations",
}

DATABASES = {
    "default": {
        **settings_from(os.environ.get("DATABASE_URL", "postgresql:///kentongan")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": False,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "kentongan.config.middleware.headers.SafeHeaders",
    "kentongan.config.middleware.faults.Faults",
    "kentongan.config.middleware.entering.EnterCity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kentongan.config.middleware.language.ChooseLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kentongan.config.middleware.refusing.Refuse",
]
ROOT_URLCONF = "kentongan.config.urls"
WSGI_APPLICATION = "kentongan.config.wsgi.application"
CSRF_FAILURE_VIEW = "kentongan.config.middleware.refusing.stale_form"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(PACKAGE.glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {"environment": "kentongan.face.environment.environment"},
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["kentongan.people.backend.ByName"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "UserAttributeSimilarityValidator",
    )
]
LOGIN_URL = "/masuk/"
SESSION_ENGINE = "kentongan.config.sessions"
SESSION_COOKIE_NAME = "kentongan"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "bahasa"
LOCALE_PATHS = sorted(PACKAGE.glob("*/locale"))

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "face" / "static"
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/foto/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "kentongan.face.uploading.CarefulUpload",
]

SMTP = os.environ.get("KENTONGAN_SMTP", "")
SMS = os.environ.get("KENTONGAN_SMS", "")
SMS_SECRET = os.environ.get("KENTONGAN_SMS_SECRET", "")
SMS_GATEWAYS = os.environ.get("KENTONGAN_SMS_GATEWAYS", "")
WHATSAPP = os.environ.get("KENTONGAN_WHATSAPP", "")
TELEGRAM = os.environ.get("KENTONGAN_TELEGRAM", "")
TELEPHONE = os.environ.get("KENTONGAN_TELEPHONE", "")
MQTT = os.environ.get("KENTONGAN_MQTT", "")
NCHAN = os.environ.get("KENTONGAN_NCHAN", "")
OF_CITIES = {n: v for n, v in os.environ.items() if n.startswith("KENTONGAN_") and "__" in n}
OUTBOX, CAP_KEYS = DATA / "outbox", Path(os.environ.get("KENTONGAN_CAP_KEYS", DATA / "cap-keys"))
IMAP = os.environ.get("KENTONGAN_IMAP", "")
MAIL_TO = os.environ.get("KENTONGAN_MAIL_TO", "lapor@{domain}")
LETTER_BASE = os.environ.get("KENTONGAN_LETTER_BASE", f"http{'s' * HTTPS}://{{domain}}")
LETTER_FROM = os.environ.get("KENTONGAN_LETTER_FROM", "no-reply@{domain}")
