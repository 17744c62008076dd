"""What everybody reads: the published reports, their files, the rows behind their numbers."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback.reports.drilling import READERS, rows_for, sees
from feedback.reports.models import LIST_KEY, ParticipationReport, publication_key
from feedback.reports.tables import behind, of_reports
from feedback.reports.views.reading import edition_for, file_response, shown
from prestizh.accounts.access import may
from prestizh.ui.artefacts import published
from prestizh.ui.exporting import exported, one_by_one

ROWS_A_PAGE = 50


@published(LIST_KEY)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every published report, the latest period first."""
    found = ParticipationReport.objects.public().select_related("unit")
    file = exported(request, lambda: of_reports(one_by_one(found)), _("Participation reports"))
    if file is not None:
        return file
    return render(request, "participation/list.html", {"reports": found, "section": "about"})


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One published report, made for nobody in particular."""
    rows = ParticipationReport.objects.public()
    report: ParticipationReport = get_object_or_404(rows, public_id=public_id)
    nobody = AnonymousUser()
    context = shown(edition_for(nobody, public_id), nobody)
    return render(request, "participation/page.html", {**context, "report": report})


@login_not_required
@require_safe
def file(request: HttpRequest, public_id: str, extension: str) -> HttpResponse:
    """The report as PDF, sheets, CSV or JSON, for those who may read it."""
    return file_response(request, edition_for(request.user, public_id), extension)


@login_not_required
@require_safe
def rows(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """What a number was counted from, as far as this person may see it."""
    edition = edition_for(request.user, public_id)
    of, keys = edition.behind.get(key, ("", []))
    if not sees(request.user, of):
        raise Http404
    found = rows_for(request.user, of, keys)
    file = exported(request, lambda: behind(of, one_by_one(found)), str(edition.report))
    if file is not None:
        return file
    listed = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": edition.report,
        "counted": len(keys),
        "seen": listed.paginator.count,
        "page": listed,
        "may_read": may(request.user, "participation.read"),
        "lines": [READERS[of].line(row) for row in listed],
    }
    return render(request, "participation/rows.html", context)
