"""Answering as nobody: what a view of an anonymous survey can't see, it can't keep.

The request that the view gets has no session, no account, no network address and no cookie but the
one that holds this survey's draft.
"""

import copy
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from feedback.surveys import pace
from feedback.surveys.models import Survey
from prestizh.accounts.network import network_of
from prestizh.ui.errors import too_many_requests

# What an address would be read from.
TRACES = frozenset(
    {"HTTP_COOKIE", "CSRF_COOKIE", "REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "HTTP_USER_AGENT"}
    | {"HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"}
)
PERSONAL = ("session", "_messages", "auser", "_cached_user", "headers")
LONGEST_COOKIE = 180 * 24 * 3600


def cookie_of(survey: Survey) -> str:
    """The name of the cookie that holds this survey's draft, code or end."""
    return f"{settings.COOKIE_PREFIX}survey-{survey.public_id}"


def remember(response: HttpResponse, survey: Survey, value: str) -> None:
    """Let the browser hold `value` until long after the survey ends."""
    response.set_cookie(
        cookie_of(survey),
        value,
        max_age=LONGEST_COOKIE,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, survey: Survey) -> None:
    """Let the browser hold nothing of this survey."""
    response.delete_cookie(cookie_of(survey), samesite="Lax")


def of_survey(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the public survey: to nobody where it is anonymous, else to who has signed in."""

    @wraps(view)
    def answer(request: HttpRequest, public_id: str, **more: object) -> HttpResponse:
        rows = Survey.objects.public().select_related("version")
        survey = get_object_or_404(rows, public_id=public_id)
        if request.method == "POST" and not pace.allow(network_of(request)):
            return too_many_requests(request, 3600)
        if survey.is_anonymous:
            return view(as_nobody(request, survey), survey, **more)
        if not request.user.is_authenticated:
            back = reverse("surveys:begin", args=[survey.public_id])
            return redirect(f"{reverse('account_login')}?next={back}")
        return view(request, survey, **more)

    return login_not_required(answer)


def as_nobody(request: HttpRequest, survey: Survey) -> HttpRequest:
    """The same request without anything that says whose it is, but with the draft of this survey."""
    nobody, name = bare(request), cookie_of(survey)
    nobody.COOKIES = {key: value for key, value in request.COOKIES.items() if key == name}
    return nobody


def bare(request: HttpRequest) -> HttpRequest:
    """The same request without cookie, session, account and network."""
    nobody = copy.copy(request)
    nobody.COOKIES = {}
    nobody.META = {key: value for key, value in request.META.items() if key not in TRACES}
    nobody.user = AnonymousUser()
    for own in PERSONAL:
        nobody.__dict__.pop(own, None)
    return nobody
