"""What everybody reads: the surveys that are open, and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback.surveys import asking, hosts, panels
from feedback.surveys.models import Survey, publication_key
from feedback.surveys.procedure import LISTS
from feedback.surveys.tables import of_open_ones, with_hosts
from prestizh.ui.artefacts import now_of, published, true_until
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The open surveys, what ends first on top; below, what higher apps show of those that ended."""
    now = now_of(request)
    rows = (
        Survey.objects.public().open_at(now).select_related("version").order_by("closes_at", "pk")
    )
    file = exported(request, lambda: of_open_ones(one_by_one(rows)), _("Surveys"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    shown = with_hosts(page)
    for survey, _host in shown:
        true_until(request, survey.closes_at)
    context = {
        "rows": shown,
        "page": page,
        "below": panels.below_the_list(),
        "section": "surveys",
    }
    return render(request, "surveys/list.html", context)


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One survey: who asks, why, how long it takes, how answers are kept, and the way in."""
    rows = Survey.objects.public().select_related("version")
    survey = get_object_or_404(rows, public_id=public_id)
    now = now_of(request)
    if survey.is_open(now):
        true_until(request, survey.closes_at)
    content = asking.content_of(survey.version)
    context = {
        "survey": survey,
        "content": content,
        "questions": sum(1 for _question in content.questions()),
        "host": hosts.of(survey),
        "is_open": survey.is_open(now),
        "panels": panels.of_survey(survey),
        "section": "surveys",
    }
    return render(request, "surveys/page.html", context)
