"""What all pages of a call at the desk share: coming in through permission, tabs, showing a form."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.calls.models import Call
from forums.calls.result import standing
from forums.calls.stages import AFTER_PUBLICATION, WITH_RESULT, CallStage
from prestizh.accounts.access import may
from prestizh.ledger import clock
from prestizh.refusal import Sentence
from prestizh.terms import sofia_day
from prestizh.ui.forms import PortalFormMixin

P = ParamSpec("P")
WRITES = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a call at the desk; `act` says for whom."""

    name: str
    label: Sentence
    act: str
    stages: frozenset[CallStage]


DRAFT = frozenset({CallStage.DRAFT})
ASSESSED = frozenset({CallStage.SELECTING}) | WITH_RESULT
TABS: tuple[Tab, ...] = (
    Tab("desk_page", _("Overview"), "application.read", frozenset(CallStage)),
    Tab("desk_facts", _("Text and term"), "call.manage", DRAFT),
    Tab("desk_lines", _("Places, criteria, papers"), "call.manage", DRAFT),
    Tab("desk_publish", _("Publishing"), "call.manage", DRAFT),
    Tab("desk_applications", _("Applications"), "application.read", AFTER_PUBLICATION),
    Tab("desk_selection", _("Selection"), "application.read", ASSESSED),
    Tab(
        "desk_cancel",
        _("Cancelling"),
        "call.manage",
        frozenset({CallStage.DRAFT, CallStage.PUBLISHED, CallStage.SELECTING, CallStage.DECIDED}),
    ),
)


def at_desk(
    act: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Call, P], HttpResponse]], Callable[..., HttpResponse]
]:
    """Give a view the call `public_id`, for those who may do `act` for its body; 404 for others.

    A visitor is not sent to the sign-in page: that would tell that there is something.
    """

    def mark(
        view: Callable[Concatenate[HttpRequest, Call, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, public_id: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            rows = Call.objects.visible_to(request.user).select_related("body")
            call = get_object_or_404(rows, public_id=public_id)
            if not may(request.user, act, call.body.subject):
                raise Http404
            return view(request, call, *args, **kwargs)

        return login_not_required(guarded)

    return mark


def show(
    request: HttpRequest, call: Call, page: str, /, *, tab: str = "", **context: Any
) -> HttpResponse:
    """The desk's page of this name (`desk_lines` is `desk/lines.html`) with its tabs.

    422 where one of the forms in `context` was sent and refused.
    """
    now = clock.now()
    forms = [value for value in context.values() if isinstance(value, PortalFormMixin)]
    status = 422 if any(form.is_bound and form.errors for form in forms) else 200
    context |= {
        "call": call,
        "standing": standing(call, now),
        "today": sofia_day(now),
        "tabs": tabs(request, call, tab or page),
        "may_manage": may(request.user, "call.manage", call.body.subject),
        "may_select": may(request.user, "call.select", call.body.subject),
    }
    template = f"calls/desk/{page.removeprefix('desk_')}.html"
    return render(request, template, context, status=context.pop("status", status))


def tabs(request: HttpRequest, call: Call, current: str) -> list[tuple[Sentence, str, bool]]:
    """The pages that fit the stage and the reader: label, address, whether it is this one."""
    return [
        (tab.label, reverse(f"calls:{tab.name}", args=[call.public_id]), tab.name == current)
        for tab in TABS
        if call.stage in tab.stages and may(request.user, tab.act, call.body.subject)
    ]
