"""Registering, and one's own registration behind the link of the mail."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.gatherings import inviting, registering
from forums.gatherings.forms.registration import RegistrationForm
from forums.gatherings.models import ENDED, Forum, Registration, State
from forums.gatherings.showing import has_briefing
from forums.gatherings.stages import ForumStage
from forums.gatherings.views.public import public_forum
from prestizh.accounts.models import User
from prestizh.accounts.network import network_of
from prestizh.ledger import clock
from prestizh.outbox import limits
from prestizh.ui.refusing import done, tried


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form; a guest is then asked by mail to confirm, who has an account sees their place."""
    forum = public_forum(public_id)
    user = request.user if isinstance(request.user, User) else None
    form = RegistrationForm(request.POST or None, forum=forum, user=user)
    made: list[Registration] = []
    if done(form, lambda: made.append(_register(request, forum, form, user))):
        if user is None:
            return redirect("gatherings:asked", public_id)
        return redirect("gatherings:mine", registering.token_for(made[0]))
    context = {
        "forum": forum,
        "form": form,
        "is_open": registering.is_open(forum, clock.now()),
        "section": "bodies",
    }
    status = 422 if form.is_bound else 200
    return render(request, "gatherings/register.html", context, status=status)


def _register(
    request: HttpRequest, forum: Forum, form: RegistrationForm, user: User | None
) -> Registration:
    answers = form.answers(get_language() or "bg")
    ask_at: datetime | None = None
    if user is None and not limits.allow_mail(answers.email, network_of(request)):
        ask_at = clock.now() + timedelta(hours=1)
    return registering.register(forum, actor=user, answers=answers, ask_at=ask_at)


@login_not_required
@require_safe
def asked(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a guest does next; the same page whoever asked."""
    context = {"forum": public_forum(public_id), "section": "bodies"}
    return render(request, "gatherings/asked.html", context)


def _held(request: HttpRequest, token: str) -> Registration:
    """The registration of the link; one with an account is its owner's alone. Else 404."""
    found = registering.registration_of(token)
    if found is None or (found.user_id is not None and found.user_id != request.user.pk):
        raise Http404
    return found


@login_not_required
@never_cache
@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """One's own registration: code, place, and what can be answered."""
    row = _held(request, token)
    stage = row.forum.stage
    context = {
        "registration": row,
        "forum": row.forum,
        "token": token,
        "may_withdraw": row.state not in ENDED
        and stage in {ForumStage.REGISTERING, ForumStage.WORKING},
        "may_decline": row.state == State.SEATED and stage == ForumStage.DRAWN,
        "has_briefing": has_briefing(row.forum),
        "section": "bodies",
    }
    return render(request, "gatherings/mine.html", context)


ANSWERS: dict[str, Callable[[Registration], Any]] = {
    "confirm": registering.confirm,
    "accept": inviting.accept,
    "decline": inviting.decline,
    "withdraw": registering.withdraw,
}


@login_not_required
@never_cache
@require_POST
def answer(request: HttpRequest, token: str, answer: str) -> HttpResponse:
    """Confirm, accept, decline or withdraw."""
    row = _held(request, token)
    if answer not in ANSWERS:
        raise Http404
    said = {
        "confirm": _("Thank you. Your registration is confirmed."),
        "accept": _("Thank you. We expect you."),
        "decline": _("Thank you for telling us. The place goes to somebody of the reserve."),
        "withdraw": _("Your registration is withdrawn."),
    }
    tried(request, lambda: ANSWERS[answer](row), said[answer])
    return redirect("gatherings:mine", token)
