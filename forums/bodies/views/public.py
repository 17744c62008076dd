"""What everybody reads: the list of bodies and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.bodies.forms.filtering import FilterForm
from forums.bodies.models import Body, Membership, publication_key
from forums.bodies.panels import panels_of
from forums.bodies.procedure import LISTS
from forums.bodies.stages import BodyStage
from forums.bodies.tables import of_bodies, of_members
from prestizh.ui.artefacts import published, true_until
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All bodies, those at work first; filtered by words, kind and area."""
    form = FilterForm(request.GET)
    form.is_valid()
    found = form.narrowed(Body.objects.public()).with_counts().at_work_first()
    file = exported(request, lambda: of_bodies(one_by_one(found)), _("Bodies"))
    if file is not None:
        return file
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "is_filtered": any(form.cleaned_data.values()),
        "section": "bodies",
    }
    return render(request, "bodies/list.html", context)


def _members(body: Body) -> QuerySet[Membership]:
    """Those whom the page shows: who sits there, and in an ended body who sat there to the end."""
    rows = body.memberships.select_related("seat", "organisation").order_by("seat", "pk")
    if body.stage == BodyStage.ENDED:
        return rows.filter(release="body_ended", standing="titular")
    return rows.filter(ended_on=None)


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The one page of a body, joined from the panels that its parts bring."""
    body = get_object_or_404(
        Body.objects.public().select_related("unit", "act_file"), public_id=public_id
    )
    file = exported(request, lambda: of_members(_members(body)), _("Members"))
    if file is not None:
        return file
    panels = panels_of(body)
    for panel in panels:
        true_until(request, panel.true_until)
    context = {
        "body": body,
        "panels": panels,
        "has_ended": body.stage == BodyStage.ENDED,
        "section": "bodies",
    }
    return render(request, "bodies/page.html", context)
