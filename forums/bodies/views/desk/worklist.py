"""The desk of the bodies: what is in preparation, at work, ended."""

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.bodies.models import Body
from forums.bodies.tables import of_bodies
from prestizh.accounts.access import may, only_for
from prestizh.ui.exporting import exported, one_by_one

ROWS = 30
# In preparation first: that is where something is to be done.
ORDER = Case(
    When(stage="draft", then=Value(0)),
    When(stage="active", then=Value(1)),
    When(stage="ended", then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


@only_for("body.desk")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All bodies for a clerk, those of their own for a secretary."""
    rows = Body.objects.at_desk_of(request.user).with_counts().order_by(ORDER, "name", "pk")
    file = exported(request, lambda: of_bodies(one_by_one(rows)), _("Bodies"))
    if file is not None:
        return file
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "may_manage": may(request.user, "body.manage"),
        "section": "bodies",
    }
    return render(request, "bodies/desk/desk.html", context)
