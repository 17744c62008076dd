"""Under the settings of a server: cookies, https, hosts; and a snapshot of what keeps it safe."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import get_finders

from prestizh.local.starting import CHECKOUT

# What a later version of Django or allauth, or a slip of ours, may not change unseen. After a
# change on purpose, change it here, and say why in the commit.
SNAPSHOT: dict[str, Any] = {
    "DEBUG": False,
    "ALLOWED_HOSTS": ["uchastie.example.bg"],
    "CSRF_TRUSTED_ORIGINS": ["https://uchastie.example.bg"],
    "USE_X_FORWARDED_HOST": False,
    "USE_X_FORWARDED_PORT": False,
    "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
    "SECURE_SSL_REDIRECT": True,
    "SECURE_REDIRECT_EXEMPT": ["^healthz$", "^readyz$"],
    "SECURE_HSTS_SECONDS": 63072000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "same-origin",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "X_FRAME_OPTIONS": "DENY",
    "CONTENT_SECURITY_POLICY": {
        "DIRECTIVES": {
            "default-src": ["'none'"],
            "script-src": ["'self'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "font-src": ["'self'"],
            "connect-src": ["'self'"],
            "manifest-src": ["'self'"],
            "form-action": ["'self'"],
            "base-uri": ["'none'"],
            "frame-ancestors": ["'none'"],
        }
    },
    "SESSION_COOKIE_NAME": "__Host-session",
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_DOMAIN": None,
    "SESSION_COOKIE_PATH": "/",
    "SESSION_ENGINE": "django.contrib.sessions.backends.db",
    "SESSION_SERIALIZER": "django.contrib.sessions.serializers.JSONSerializer",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_DOMAIN": None,
    "CSRF_USE_SESSIONS": False,
    "BASKET_COOKIE_NAME": "__Host-basket",
    "MESSAGES_COOKIE_NAME": "__Host-messages",
    "MESSAGE_STORAGE": "prestizh.ui.messages.NoticeStorage",
    "MFA_TRUST_COOKIE_NAME": "__Host-trusted",
    "MFA_TRUST_COOKIE_AGE": "30 days, 0:00:00",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
    "MFA_ADAPTER": "prestizh.accounts.adapter.SecondFactorAdapter",
    "STAFF_SECOND_FACTOR": True,
    "ACCOUNT_ADAPTER": "prestizh.accounts.adapter.AccountAdapter",
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    "SOCIALACCOUNT_LOGIN_ON_GET": False,
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "PASSWORD_HASHERS": [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
        "django.contrib.auth.hashers.ScryptPasswordHasher",
    ],
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 2 * 1024 * 1024,
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2000,
    "DATA_UPLOAD_MAX_NUMBER_FILES": 100,
    "FILE_UPLOAD_MAX_MEMORY_SIZE": 2 * 1024 * 1024,
    "CELERY_TASK_SERIALIZER": "json",
    "CELERY_ACCEPT_CONTENT": ["json"],
    "DATABASE_MUST_SYNC": True,
    "DEMO": False,
    "MIDDLEWARE": [
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
    ],
}
TESTS_OWN = ("SECRET_KEY", "DATABASE_MUST_SYNC", "STAFF_SECOND_FACTOR", "PAGES_CHECKED_EVERY")


@pytest.fixture
def server(committed_db: str, tmp_path: Path) -> dict[str, Any]:
    """What the answers of a portal behind a proxy with TLS carry."""
    environment = {name: value for name, value in os.environ.items() if name not in TESTS_OWN}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "prestizh.settings",
        "SECRET_KEY": "a key of sixty signs and more, that no server has, but this test",
        "SITE_URL": "https://uchastie.example.bg",
        "TRUSTED_PROXIES": "1",
        "STATIC_ROOT": str(_manifest(tmp_path)),
        "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + committed_db,
        "DATABASE_OWNER_URL": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.as_on_a_server", *SNAPSHOT],
        env=environment,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.rpartition("\n")[2])
    return found


def _manifest(directory: Path) -> Path:
    """Where static files were collected, as far as their names are asked for."""
    paths = [path for finder in get_finders() for path, _storage in finder.list([])]
    kept = {"paths": {path: path for path in paths}, "version": "1.1", "hash": "0"}
    (directory / "staticfiles.json").write_text(json.dumps(kept))
    return directory


@pytest.mark.slow
def test_a_server_is_as_strict_as_its_settings_say(server: dict[str, Any]) -> None:
    """One start of the portal for all of it."""
    assert server["settings"] == SNAPSHOT
    cookies = server["cookies"]
    assert set(cookies) == {
        "__Host-session",
        "__Host-csrf",
        "__Host-basket",
        "__Host-messages",
        "__Host-trusted",
    }
    for name, said in cookies.items():
        flags = {part.strip().lower() for part in said.split(";")[1:]}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= flags, name
        assert not [flag for flag in flags if flag.startswith("domain")], name
    strict = "max-age=63072000; includeSubDomains; preload"
    assert server["hsts"] == {"kept": strict, "404": strict, "400": strict}
    over_http = server["over_http"]
    assert over_http.pop("/healthz")[0] == 200
    for address, (status, location) in over_http.items():
        assert (status, location) == (301, f"https://uchastie.example.bg{address}")
    assert set(server["forged_host"].values()) == {400}
    assert server["forwarded_host"] == 200
    assert server["feed_names"]
    assert server["staff_without_factor"].startswith("/account/2fa/")
    assert server["link"] == "https://uchastie.example.bg/x/"
