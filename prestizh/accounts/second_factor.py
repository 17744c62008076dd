"""Staff prove themselves twice: a second factor for every role, a new proof for weighty acts.

allauth has no such rule of its own. Here stands the one gate in front of every view, so that no
address can pass it by.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.internal.flows.trust import is_trusted_browser
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from prestizh.accounts.models import User

P = ParamSpec("P")

PROOF_LASTS = 15 * 60  # seconds
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Open to everybody: ways out, and what machines ask.
ALWAYS_OPEN = frozenset({"account_logout", "healthz", "readyz"})
# For who has no second factor yet: the password again, and the pages that set one up.
TO_SET_UP = frozenset({"account_reauthenticate"})
# For who has one and has not shown it in this session: nothing but showing it. Not the pages that
# remove it, which a password alone would open.
TO_PROVE = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})


def wants_second_factor(user: object) -> bool:
    """Whether this person has a role and the portal asks a second factor of roles."""
    return bool(settings.STAFF_SECOND_FACTOR and isinstance(user, User) and user.is_staff)


def factors_of(user: User) -> set[str]:
    """The kinds of second factor this person has: `totp`, `webauthn`."""
    kinds = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    return set(kinds.values_list("type", flat=True))


def has_proved(request: HttpRequest, user: User) -> bool:
    """Whether a second factor was shown in this session, or the browser is a trusted one."""
    records = get_authentication_records(request, user)
    if any(record.get("method") == "mfa" for record in records):
        return True
    return bool(is_trusted_browser(request, user))


def proved_recently(request: HttpRequest, user: User) -> bool:
    """Whether the second factor was shown in this session within the last fifteen minutes."""
    moments = [
        record["at"]
        for record in get_authentication_records(request, user)
        if record.get("method") == "mfa"
    ]
    return bool(moments) and time.time() - max(moments) < PROOF_LASTS


def place_of_proof(user: User) -> str:
    """The page on which this person shows the second factor they have."""
    kinds = factors_of(user)
    if not kinds:
        return reverse("mfa_index")
    return reverse(
        "mfa_reauthenticate" if Authenticator.Type.TOTP in kinds else "mfa_reauthenticate_webauthn"
    )


class SecondFactorForStaff:
    """Sends a person with a role to make or show a second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """None to go on; else a redirect to where the factor is made or shown."""
        if not settings.STAFF_SECOND_FACTOR or not request.user.is_authenticated:
            return None
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        user = request.user
        if name in ALWAYS_OPEN or not isinstance(user, User) or not wants_second_factor(user):
            return None
        if not factors_of(user):
            is_open = name in TO_SET_UP or name.startswith("mfa_")
        else:
            is_open = name in TO_PROVE or has_proved(request, user)
        return None if is_open else self.send_away(request, user)

    def send_away(self, request: HttpRequest, user: User) -> HttpResponse:
        """To the page of the second factor, and back here afterwards if this was a reading."""
        if not factors_of(user):
            messages.warning(
                request,
                _("Your role needs a second factor. Set up a passkey or an authenticator app."),
            )
        back = request.get_full_path() if request.method == "GET" else reverse("home:desk")
        return HttpResponseRedirect(f"{place_of_proof(user)}?{urlencode({'next': back})}")


def fresh_proof(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Ask for the second factor anew if it was not shown within fifteen minutes.

    For publishing, closing and full exports. What was posted is kept in the session and goes
    through once the proof is there, except files: so put it on the page with the form too, that is
    on the view that serves both.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user: Any = request.user
        if wants_second_factor(user) and not proved_recently(request, user):
            answer: HttpResponse = suspend_request(request, place_of_proof(user))
            return answer
        return view(request, *args, **kwargs)

    return guarded
