"""What everybody reads: the list of bodies and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forums.bodies.forms.filtering import FilterForm
from forums.bodies.models import Body, publication_key
from forums.bodies.panels import panels_of
from forums.bodies.procedure import LISTS
from forums.bodies.stages import BodyStage
from prestizh.ui.artefacts import published, true_until

ROWS = 20


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All bodies, those at work first; filtered by words, kind and area."""
    form = FilterForm(request.GET)
    form.is_valid()
    found = form.narrowed(Body.objects.public()).with_counts().at_work_first()
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "is_filtered": any(form.cleaned_data.values()),
        "section": "bodies",
    }
    return render(request, "bodies/list.html", context)


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The one page of a body, joined from the panels that its parts bring."""
    body = get_object_or_404(
        Body.objects.public().select_related("unit", "act_file"), public_id=public_id
    )
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
