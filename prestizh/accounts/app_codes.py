"""Codes of an authenticator app: the one before and the one after hold too, and each works once.

A code is shown for half a minute. Who types the last seconds of it, or whose phone is a little
slow, would be refused without a word that helps; RFC 6238, 5.2 allows one step of delay. allauth
forgets a used code after one step, which would let it work again while it still holds (the same
section: a code is accepted once); here it is remembered for as long as it can hold.
"""

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.cache import cache

from prestizh.accounts.models import User


def use_up(user: User, code: str) -> str:
    """The right code as typed; ValidationError where this person used it while it held."""
    spelt = "".join(filter(str.isalnum, code))
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    key = f"app-code:{user.pk}:{spelt}"
    if not cache.add(key, "used", timeout=steps * app_settings.TOTP_PERIOD):
        raise get_adapter().validation_error("incorrect_code")
    return code


class SignInCodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def clean_code(self) -> str:
        """The code as typed, used up now."""
        return use_up(self.user, super().clean_code())


class ProofCodeForm(ReauthenticateForm):  # type: ignore[misc]
    """A new proof before a weighty act."""

    def clean_code(self) -> str:
        """The code as typed, used up now."""
        return use_up(self.user, super().clean_code())
