"""What all pages of a room share: coming in through permission, the tabs, showing a form."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models import Workspace
from prestizh.accounts.access import may
from prestizh.refusal import Sentence
from prestizh.ui.forms import PortalFormMixin

P = ParamSpec("P")
WRITES = ["GET", "HEAD", "POST"]
ROWS = 25


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of the room; `pages` are those that belong under it."""

    name: str
    label: Sentence
    pages: frozenset[str]


TABS: tuple[Tab, ...] = (
    Tab("page", _("Overview"), frozenset({"page", "close"})),
    Tab("papers", _("Papers"), frozenset({"papers", "paper"})),
    Tab(
        "topics",
        _("Discussion"),
        frozenset({"topics", "topic", "post_reword", "post_hide", "post_versions"}),
    ),
    Tab(
        "texts",
        _("Shared text"),
        frozenset(
            {
                "texts",
                "text",
                "text_start",
                "text_lay_down",
                "text_version",
                "text_suggest",
                "suggestion",
            }
        ),
    ),
    Tab("tasks", _("Tasks"), frozenset({"tasks", "task"})),
    Tab("reports", _("Reports"), frozenset({"reports", "report_final"})),
)


def in_room(
    act: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Workspace, P], HttpResponse]], Callable[..., HttpResponse]
]:
    """Give a view the room of the body `public_id`, for those who may do `act` in it.

    For everybody else the address doesn't exist: a visitor is not sent to the sign-in page, since
    that would tell that there is something.
    """

    def mark(
        view: Callable[Concatenate[HttpRequest, Workspace, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, public_id: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            rows = Workspace.objects.visible_to(request.user).select_related("body")
            workspace = get_object_or_404(rows, body__public_id=public_id)
            if not may(request.user, act, workspace.body.subject):
                raise Http404
            return view(request, workspace, *args, **kwargs)

        return login_not_required(guarded)

    return mark


def show(
    request: HttpRequest,
    workspace: Workspace,
    page: str,
    /,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The room's page of this name with its tabs, and what the reader may do there."""
    subject, user = workspace.body.subject, request.user
    is_open = workspace.closed_at is None
    context |= {
        "workspace": workspace,
        "body": workspace.body,
        "tabs": [
            (tab.label, reverse(f"workspaces:{tab.name}", args=[workspace.body.public_id]), tab)
            for tab in TABS
        ],
        "page_name": page,
        "may_write": is_open and may(user, "workspace.write", subject),
        "may_keep": is_open and may(user, "workspace.keep", subject),
        "may_close": is_open and may(user, "workspace.close", subject),
        "section": "desk",
    }
    return render(request, f"workspaces/{page}.html", context, status=status)


def status_of(*forms: PortalFormMixin) -> int:
    """422 for a form that was sent and refused, else 200."""
    return 422 if any(form.is_bound and form.errors for form in forms) else 200
