"""The desk: surveys with their answers counted so far, results before they are published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from feedback.results import reading
from feedback.results.forms import PublishForm
from feedback.results.publishing import obstacles, publish
from feedback.results.tables import at_desk
from feedback.results.weights import offered
from feedback.results.words import said, shown
from feedback.surveys.models import Survey
from prestizh.accounts.access import may, only_for, person_of
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done

ROWS = 20


@only_for("results.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every survey that was opened."""
    rows = Survey.objects.visible_to(request.user).filter(opens_at__isnull=False)
    rows = rows.select_related("version", "publication")
    file = exported(request, lambda: at_desk(one_by_one(rows)), _("Results of surveys"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "results/desk/list.html", {"page": page, "section": "desk"})


def survey_of(request: HttpRequest, public_id: str) -> Survey:
    """A survey that this reader may see at the desk, else 404."""
    rows = Survey.objects.visible_to(request.user).filter(opens_at__isnull=False)
    survey: Survey = get_object_or_404(
        rows.select_related("version", "publication"), public_id=public_id
    )
    return survey


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The results as they would be published, and the button."""
    survey = survey_of(request, public_id)
    form = PublishForm(request.POST or None)
    if request.method == "POST":
        actor = person_of(request)
        form = PublishForm(request.POST)
        if done(form, lambda: publish(survey, actor=actor, **form.cleaned_data)):
            messages.success(request, _("The results are published."))
            return redirect("results:page", public_id)
    found, hindered = reading.results(survey), obstacles(survey)
    context = {
        **shown(found, reading.voices(survey)),
        "survey": survey,
        "obstacles": hindered,
        "traits": [] if hindered else [(one.by, said(one.words)) for one in offered(found)],
        "may_publish": may(request.user, "results.publish", survey.subject),
        "form": form,
        "section": "desk",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "results/desk/page.html", context, status=status)
