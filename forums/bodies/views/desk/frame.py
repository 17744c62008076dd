"""What all pages of a body at the desk share: fetching through permission, the tabs, the frame.

Other parts of a body's life use it for pages of theirs: extend `bodies/desk/base.html`, fetch with
`editable` or `readable`, answer with `show`.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from forums.bodies.desk_tabs import tabs_of
from forums.bodies.models import Body
from prestizh.accounts.access import may
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from prestizh.ui.forms import PortalFormMixin

WRITES = ["GET", "HEAD", "POST"]


def editable(request: HttpRequest, public_id: str) -> Body:
    """The body, for those who work on it; 404 for all others."""
    return _found(Body.objects.editable_by(request.user), public_id)


def readable(request: HttpRequest, public_id: str) -> Body:
    """The body, for those who may look at its desk; 404 for all others."""
    return _found(Body.objects.at_desk_of(request.user), public_id)


def _found(rows: "QuerySet[Body]", public_id: str) -> Body:
    return get_object_or_404(rows.select_related("unit", "act_file"), public_id=public_id)


def show(
    request: HttpRequest,
    body: Body,
    template: str,
    /,
    *,
    tab: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of this body at the desk; `tab` is the name of the tab that it belongs to."""
    context |= {
        "body": body,
        "tabs": tabs_of(body, request.user),
        "current_tab": tab,
        "today": sofia_day(clock.now()),
        "may_edit": may(request.user, "body.edit", body.subject),
        "may_manage": may(request.user, "body.manage"),
        "section": "bodies",
    }
    return render(request, template, context, status=status)


def status_of(*forms: PortalFormMixin) -> int:
    """422 if one of the forms was sent and refused, else 200."""
    return 422 if any(form.is_bound and form.errors for form in forms) else 200
