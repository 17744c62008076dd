"""Asking to be told, confirming it, ending it. GET never writes: every link leads to a button."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from prestizh.accounts.network import network_of
from prestizh.home.following.forms import FollowForm
from prestizh.outbox import following, scopes
from prestizh.refusal import Refused
from prestizh.ui.same_origin import from_own_page

page_or_post = require_http_methods(["GET", "HEAD", "POST"])


@from_own_page
@login_not_required
@page_or_post
def ask(request: HttpRequest) -> HttpResponse:
    """The choices, and the form's target for them and for the forms of consultations' pages."""
    if request.method != "POST":
        form = FollowForm(initial={"scope": request.GET.get("scope", "")})
        return _choices(request, form, request.GET.get("scope", ""))
    form = FollowForm(request.POST)
    if form.is_valid():
        try:
            following.ask_for(
                form.cleaned_data["address"],
                form.wanted(),
                get_language() or "bg",
                network=network_of(request),
            )
            return redirect("following:asked")
        except Refused as refused:
            form.refuse(refused)
    return _choices(request, form, request.POST.get("scope", ""))


def _choices(request: HttpRequest, form: FollowForm, scope: str) -> HttpResponse:
    """The form; what the reader came from is named above it."""
    one = scopes.find(scope) if scope else None
    if one is None and not form.is_bound:
        form.initial["scope"] = ""
    return render(request, "following/ask.html", {"form": form, "one": one})


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The same words whether a mail was sent, the address was known, or a limit was reached."""
    return render(request, "following/asked.html")


@login_not_required
@page_or_post
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: what is asked for, and the button that puts it into force."""
    try:
        if request.method == "POST":
            following.confirm(token)
            return redirect("following:confirmed")
        follows = following.asked_by(token)
    except Refused as refused:
        return render(request, "following/stale.html", {"reason": str(refused)}, status=410)
    named = [found for follow in follows if (found := scopes.find(follow.scope))]
    return render(request, "following/confirm.html", {"followed": named})


@login_not_required
@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """What happens from now on."""
    return render(request, "following/confirmed.html")


# Without a CSRF token on purpose (RFC 8058): a mail program posts here in one click. The secret
# in the address is the proof, and all it can do is to end mails.
@csrf_exempt
@login_not_required
@page_or_post
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End one following: a button for people, one click for mail programs."""
    if request.method == "POST":
        following.end(token)
        return _ended(request)
    follow = following.follow_of(token)
    found = scopes.find(follow.scope) if follow is not None and follow.ended_at is None else None
    return render(request, "following/end.html", {"followed": found})


# Without a CSRF token on purpose, as `end`.
@csrf_exempt
@login_not_required
@page_or_post
def end_all(request: HttpRequest, token: str) -> HttpResponse:
    """End everything that the address of this link follows."""
    if request.method == "POST":
        following.end_all(token)
        return _ended(request)
    return render(request, "following/end.html", {"followed": None, "all_of_it": True})


def _ended(request: HttpRequest) -> HttpResponse:
    """People are redirected; a mail program must get its answer at once (RFC 8058, 3.1)."""
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse("ended\n", content_type="text/plain")
    return redirect("following:ended")


@login_not_required
@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """That no more mails come, and how to begin again."""
    return render(request, "following/ended.html")
