"""What all pages of a questionnaire share: coming in through permission, showing a form."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from feedback.questionnaires.models import Questionnaire, Version
from prestizh.accounts.access import may
from prestizh.ui.forms import PortalFormMixin

P = ParamSpec("P")
WRITES = ["GET", "HEAD", "POST"]
MANAGE = "questionnaire.manage"
READ = "questionnaire.read"


def of(
    act: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Questionnaire, P], HttpResponse]],
    Callable[..., HttpResponse],
]:
    """Give a view the questionnaire `public_id`, for those who may do `act`; 404 for others."""

    def mark(
        view: Callable[Concatenate[HttpRequest, Questionnaire, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, public_id: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            rows = Questionnaire.objects.visible_to(request.user)
            questionnaire = get_object_or_404(rows, public_id=public_id)
            if not may(request.user, act):
                raise Http404
            return view(request, questionnaire, *args, **kwargs)

        return login_not_required(guarded)

    return mark


def giving_back(
    view: Callable[Concatenate[HttpRequest, Questionnaire, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Questionnaire, P], HttpResponse]:
    """Where the part that a form was sent for is gone by now, give back what was typed: 409."""

    @wraps(view)
    def guarded(
        request: HttpRequest, questionnaire: Questionnaire, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            return view(request, questionnaire, *args, **kwargs)
        except Http404:
            if request.method != "POST":
                raise
            return show(request, questionnaire, "gone", typed=_typed(request), status=409)

    return guarded


def _typed(request: HttpRequest) -> list[str]:
    """The words of a form, without its marks and ticks."""
    hidden = {"csrfmiddlewaretoken", "seen"}
    sent = [
        value for name, values in request.POST.lists() if name not in hidden for value in values
    ]
    return [value for value in sent if len(value.strip()) > 2]


def the_draft(questionnaire: Questionnaire) -> Version:
    """The version that is edited. Raises Http404 where there is none."""
    draft = questionnaire.draft
    if draft is None or questionnaire.retired_at is not None:
        raise Http404
    return draft


def show(
    request: HttpRequest, questionnaire: Questionnaire, page: str, /, **context: Any
) -> HttpResponse:
    """The page of this name; 422 where one of the forms in `context` was sent and refused."""
    forms = [value for value in context.values() if isinstance(value, PortalFormMixin)]
    status = 422 if any(form.is_bound and form.errors for form in forms) else 200
    context |= {
        "questionnaire": questionnaire,
        "may_manage": may(request.user, MANAGE),
        "section": "desk",
    }
    status = context.pop("status", status)
    return render(request, f"questionnaires/{page}.html", context, status=status)
