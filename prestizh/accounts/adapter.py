"""What allauth asks of the house: whose mail, which redirects, which address, which secrets."""

import base64
import hashlib
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from prestizh.accounts.models import User
from prestizh.accounts.network import client_ip, network_of
from prestizh.outbox import limits


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Mail goes through the outbox, redirects stay here, addresses are counted by our proxies."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox; the worker renders it and makes its links.

        Over the limits of an hour nothing is sent and nothing is said, for a known address and an
        unknown one alike. What tells an owner that the account changed is never held back.
        """
        from prestizh.accounts.letters import ASKED_BY_ANYBODY, enqueue_account_mail

        asked = template_prefix in ASKED_BY_ANYBODY
        if asked and not limits.allow_mail(email.lower(), network_of(self.request)):
            return
        with transaction.atomic():
            enqueue_account_mail(template_prefix, email, context)

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of the portal itself, written without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """People who come with an identity from elsewhere (OpenID Connect)."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Take the whole name as it was given there; the person can change it in the form."""
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        name = data.get("name") or " ".join(part for part in parts if part)
        user.display_name = str(name or "").strip()[:120]
        return user

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        return {**initial, "display_name": sociallogin.user.display_name}

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account without having seen the name it will carry."""
        return False


def _box() -> MultiFernet:
    """Encryption under the secret key; older keys still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"prestizh.second-factor" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are kept encrypted: a copy of the database alone opens no account."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return gettext("Prestizh")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the portal's own address, whatever the Host header says."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": gettext("Prestizh")}
