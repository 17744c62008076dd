"""What the pages of the desk share."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from feedback.surveys.models import Survey
from prestizh.accounts.access import may
from prestizh.ui.forms import PortalFormMixin

P = ParamSpec("P")
WRITES = ["GET", "HEAD", "POST"]


def at_desk(
    act: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Survey, P], HttpResponse]], Callable[..., HttpResponse]
]:
    """Give a view the survey `public_id`, for those who may do `act`; else 404."""

    def mark(
        view: Callable[Concatenate[HttpRequest, Survey, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, public_id: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            rows = Survey.objects.visible_to(request.user).select_related("version")
            survey = get_object_or_404(rows, public_id=public_id)
            if not may(request.user, act, survey.subject):
                raise Http404
            return view(request, survey, *args, **kwargs)

        return login_not_required(guarded)

    return mark


def show(
    request: HttpRequest, name: str, survey: Survey, /, *forms: PortalFormMixin, **context: Any
) -> HttpResponse:
    """The desk's page `name`; 422 where a form was sent and refused."""
    context |= {
        "survey": survey,
        "may_manage": may(request.user, "survey.manage", survey.subject),
        "may_type_in": may(request.user, "survey.type_in", survey.subject),
        "section": "desk",
    }
    wrong = any(form.is_bound and form.errors for form in forms)
    status = 422 if wrong else context.pop("status", 200)
    return render(request, f"surveys/desk/{name}.html", context, status=status)
