"""Every setting of the portal, read from the environment; a wrong one stops the start by name."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()


def required(name: str, meaning: str) -> str:
    """The value of the environment variable `name`; stops with its name and meaning if missing."""
    value: str = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. It must hold {meaning}.")
    return value


# --- What kind of place this is ------------------------------------------------------------

# The demo shows its mails on a page of its own, waives the staff's second factor and lets the
# example content step the clock.
try:
    DEMO = env.bool("PRESTIZH_DEMO", False)
    DEBUG = env.bool("DEBUG", False)
except EnvError as error:
    raise ImproperlyConfigured(str(error)) from error

SECRET_KEY = required("SECRET_KEY", "a long random text that only the servers know")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])

# The one address of the portal. Links in mails and documents are made from it, never from a
# request's Host header.
SITE_URL = required("SITE_URL", "the portal's address, as in https://uchastie.example.bg").rstrip(
    "/"
)
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured(f"SITE_URL is not an address: {SITE_URL!r}. Write https://name.")
SECURE = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname, *env.list("ALLOWED_HOSTS", [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# How many reverse proxies of ours stand before the portal; further X-Forwarded-For is not believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

ROOT_URLCONF = "prestizh.urls"
WSGI_APPLICATION = "prestizh.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "prestizh.local",
    "prestizh.home",
    "feedback.reports",
    "feedback.results",
    "feedback.measures",
    "feedback.stakeholders",
    "feedback.surveys",
    "feedback.questionnaires",
    "forums.gatherings",
    "forums.direct",
    "forums.workspaces",
    "forums.bodies",
    "forums.recommendations",
    "forums.calendar",
    "forums.reports",
    "forums.calls",
    "consultations",
    "prestizh.meetings",
    "prestizh.ui",
    "prestizh.documents",
    "prestizh.accounts",
    "prestizh.places",
    "prestizh.outbox",
    "prestizh.ledger",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Its widgets' templates, since the forms are rendered with the portal's engine.
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    # Outermost: request id, metrics, and the published pages that need nothing further in.
    "prestizh.ui.envelope.Envelope",
    "prestizh.ui.oddities.OddRequests",
    "prestizh.ui.artefacts.PublishedPages",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "prestizh.ui.language.LanguageFromPath",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "prestizh.accounts.second_factor.SecondFactorForStaff",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "prestizh.home.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "prestizh.ui.templatetags.ui",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("prestizh",)
CRISPY_TEMPLATE_PACK = "prestizh"
CRISPY_FAIL_SILENTLY = False

# --- Database --------------------------------------------------------------------------------


def database(name: str, meaning: str) -> dict[str, Any]:
    """The settings of one connection; both addresses must be set (the README says how)."""
    parsed: dict[str, Any] = dict(dj_database_url.parse(required(name, meaning)))
    if parsed["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} must be a postgresql:// address.")
    parsed["CONN_MAX_AGE"] = None
    parsed["CONN_HEALTH_CHECKS"] = True
    parsed["OPTIONS"] = {
        **parsed.get("OPTIONS", {}),
        "application_name": "prestizh",
    }
    return parsed


DATABASES = {
    "default": database("DATABASE_URL", "the database address of the application's role"),
}
# Only who migrates (and the demo, which steps the clock) knows the owner's address.
if env.str("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = database("DATABASE_OWNER_URL", "the address of the migrating owner's role")
# An idle transaction holds locks; a slow query is cut before a person gives up.
DATABASES["default"]["OPTIONS"]["options"] = (
    "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s"
)
# Tests and trials run without fsync on purpose; a server that keeps records must have it.
DATABASE_MUST_SYNC = env.bool("DATABASE_MUST_SYNC", True)

CACHES = {
    # In the database: limits on sign-in must survive a lost Redis.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- Files -----------------------------------------------------------------------------------

STORAGES = {
    "default": {
        "BACKEND": env.str("FILE_STORAGE", "prestizh.documents.storage.DatabaseStorage"),
        "OPTIONS": env.json("FILE_STORAGE_OPTIONS", {}),
    },
    "staticfiles": {"BACKEND": "prestizh.ui.assets.JoinedManifestStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / ".static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = "bg"
LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Sofia"
USE_TZ = True

# --- People ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:desk"
ACCOUNT_ADAPTER = "prestizh.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "prestizh.accounts.adapter.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "prestizh.accounts.forms.SignUpForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
# A changed password, address or second factor is told to its owner by mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Seconds for which a proof of who one is holds, for our own acts and for allauth's pages.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "prestizh.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The step before and the one after: who types the last second of a code is not refused.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "prestizh.accounts.app_codes.SignInCodeForm",
    "reauthenticate": "prestizh.accounts.app_codes.ProofCodeForm",
    "add_webauthn": "prestizh.accounts.keys.AddKeyForm",
    "edit_webauthn": "prestizh.accounts.keys.EditKeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=30)
# OpenID Connect by configuration: a list of {"provider_id", "name", "client_id", "secret",
# "settings": {"server_url"}} as JSON.
_apps: Any = env.json("OPENID_CONNECT_APPS", [])
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": _apps}}
# Where a form may lead besides our own pages: signing in elsewhere begins with a form.
try:
    SIGN_IN_ORIGINS = [
        "{0.scheme}://{0.netloc}".format(urlsplit(_app["settings"]["server_url"])) for _app in _apps
    ]
except (KeyError, TypeError) as error:
    raise ImproperlyConfigured(
        f"OPENID_CONNECT_APPS is wrong: each needs its settings with a server_url ({error!r})."
    ) from error
SOCIALACCOUNT_LOGIN_ON_GET = False
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", not DEMO)

# --- Post ------------------------------------------------------------------------------------

try:
    _email = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
    EMAIL_BACKEND = _email["EMAIL_BACKEND"]
except (EnvError, ValueError, KeyError) as error:
    # It may hold a password, so it is not shown.
    raise ImproperlyConfigured(
        "EMAIL_URL is wrong. Write submission://user:password@host:587 (with STARTTLS), "
        "smtp://user:password@host:465/?ssl=True, or smtp://host:25 (without encryption)."
    ) from error
if DEMO and not env.str("EMAIL_URL", ""):
    # Nothing leaves the demo: its mails are read on a page of its own.
    EMAIL_BACKEND = "prestizh.local.mailbox.EmailBackend"
EMAIL_HOST = _email.get("EMAIL_HOST", "")
EMAIL_PORT = _email.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"no-reply@{_site.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Celery ----------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "") or required(
    "REDIS_URL", "the address of Redis or Valkey"
)
CELERY_BROKER_TRANSPORT_OPTIONS: Any = (
    {"visibility_timeout": 900, "unacked_restore_interval": 10, "socket_timeout": 10}
    if CELERY_BROKER_URL.startswith("redis")
    else env.json("CELERY_BROKER_TRANSPORT_OPTIONS", {})
)
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
# Ticks, not times with a meaning: each task looks in the database for what is due.
CELERY_BEAT_SCHEDULE = {
    "deliver": {"task": "outbox.deliver", "schedule": 20.0},
    "render": {"task": "documents.render", "schedule": 20.0},
    "reminders": {"task": "consultations.remind", "schedule": 60.0},
    "mandates": {"task": "bodies.remind", "schedule": 300.0},
    "meetings": {"task": "meetings.remind", "schedule": 60.0},
    "recommendations": {"task": "recommendations.remind", "schedule": 300.0},
    "yearly-reports": {"task": "reports.remind", "schedule": 3600.0},
    "participation-reports": {"task": "participation.make_due", "schedule": 3600.0},
    "call-reminders": {"task": "calls.remind", "schedule": 60.0},
    "forum-invitations": {"task": "gatherings.invitations", "schedule": 300.0},
    "direct-reminders": {"task": "direct.remind", "schedule": 300.0},
    "measures": {"task": "measures.remind", "schedule": 300.0},
    "surveys": {"task": "surveys.tick", "schedule": 300.0},
    "digests": {"task": "outbox.digest", "schedule": 300.0},
    "workspace-reminders": {"task": "workspaces.remind", "schedule": 60.0},
    "workspace-digests": {"task": "workspaces.digest", "schedule": 300.0},
    "daily-root": {"task": "outbox.daily_root", "schedule": 600.0},
}

# --- Security --------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *SIGN_IN_ORIGINS],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 63072000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
BASKET_COOKIE_NAME = f"{COOKIE_PREFIX}basket"
MFA_TRUST_COOKIE_NAME = f"{COOKIE_PREFIX}trusted"
MESSAGES_COOKIE_NAME = f"{COOKIE_PREFIX}messages"
MESSAGE_STORAGE = "prestizh.ui.messages.NoticeStorage"
for _cookie in ("SESSION", "CSRF"):
    globals()[f"{_cookie}_COOKIE_SECURE"] = SECURE
    globals()[f"{_cookie}_COOKIE_HTTPONLY"] = True
    globals()[f"{_cookie}_COOKIE_SAMESITE"] = "Lax"
CSRF_FAILURE_VIEW = "prestizh.ui.errors.csrf_failure"

# Seconds for which a web process believes the version of a published page that it read.
PAGES_CHECKED_EVERY = env.float("PAGES_CHECKED_EVERY", 0.5)

# --- What the operators see ------------------------------------------------------------------

# Signs the daily root of the record (Ed25519); kept off the database's host.
RECORD_SIGNING_KEY = env.str("RECORD_SIGNING_KEY", "")
if RECORD_SIGNING_KEY and not re.fullmatch(r"[0-9a-fA-F]{64}", RECORD_SIGNING_KEY):
    raise ImproperlyConfigured("RECORD_SIGNING_KEY must be 32 bytes in hexadecimal (64 digits).")
# Who keeps the daily root outside the house: at least two addresses, separated by commas.
RECORD_ROOT_ADDRESSES: list[str] = env.list("RECORD_ROOT_ADDRESSES", [])
# Served by `manage.py metrics`, never by the portal itself; the public must not reach the port.
METRICS_PORT = env.int("METRICS_PORT", 0)
METRICS_HOST = env.str("METRICS_HOST", "127.0.0.1")
# Where the web processes count; the name is prometheus_client's own.
METRICS_DIRECTORY = env.str("PROMETHEUS_MULTIPROC_DIR", "")
if METRICS_DIRECTORY and not Path(METRICS_DIRECTORY).is_dir():
    raise ImproperlyConfigured(f"PROMETHEUS_MULTIPROC_DIR is no directory: {METRICS_DIRECTORY!r}.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {"()": "prestizh.ui.logs.StructuredFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"level": "WARNING"}},
}
