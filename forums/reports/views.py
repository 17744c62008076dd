"""A yearly report as everybody reads it, its papers, and the desk where it is published."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from forums.bodies.desk_tabs import tabs_of
from forums.bodies.models import Body, publication_key
from forums.reports.content import Content, counted, read
from forums.reports.due import owed
from forums.reports.models import YearlyReport
from forums.reports.papers import span_words
from forums.reports.publishing import obstacles, publish
from forums.reports.words import attendance, deviations, facts, tables
from prestizh.accounts.access import person_of
from prestizh.documents.models import Rendition
from prestizh.documents.serving import paper_response
from prestizh.documents.table import Column, Table
from prestizh.ledger import clock
from prestizh.ui.artefacts import published
from prestizh.ui.exporting import file_of
from prestizh.ui.forms import PortalForm, TextArea
from prestizh.ui.refusing import done


class PublishForm(PortalForm):
    """The year, and what the body says about it."""

    submit_label = gettext_lazy("Publish the report")

    year = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("What the body says about the year"),
        max_length=8000,
        required=False,
        widget=TextArea(8000, rows=6),
        help_text=gettext_lazy("Why something was not as the rules ask, for instance."),
    )


def _said(content: Content) -> dict[str, Any]:
    return {
        "facts": facts(content),
        "attendance": attendance(content),
        "tables": tables(content),
        "deviations": deviations(content),
    }


def _report(public_id: str, year: int) -> YearlyReport:
    rows = YearlyReport.objects.public().select_related("body")
    found: YearlyReport = get_object_or_404(rows, body__public_id=public_id, year=year)
    return found


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str, year: int) -> HttpResponse:
    """The report of one year."""
    found = _report(public_id, year)
    context = {
        "report": found,
        "body": found.body,
        "span": span_words(found),
        **_said(read(found.content)),
        "section": "bodies",
    }
    return render(request, "reports/page.html", context)


@login_not_required
@require_safe
def as_csv(request: HttpRequest, public_id: str, year: int) -> HttpResponse:
    """Its figures as a table."""
    content = read(_report(public_id, year).content)
    rows: list[list[str | int]] = [[name, value] for name, value in facts(content)]
    rows += [
        [_("Attendance: %(quota)s") % {"quota": quota}, f"{there}/{asked}"]
        for quota, asked, there, _percent in [*attendance(content), *tables(content)]
    ]
    table = Table((Column("fact", _("Fact")), Column("value", _("How many"))), rows)
    return file_of(table, "csv", _("Yearly report"))


@login_not_required
@require_safe
def paper(request: HttpRequest, public_id: str, year: int, extension: str) -> HttpResponse:
    """The PDF or the Word file, or how far the worker is with it."""
    found = _report(public_id, year)
    key = f"yearly_report.{extension}:{found.pk}:bg"
    rows = Rendition.objects.select_related("document")
    return paper_response(request, rows.filter(key=key).first())


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report that is next: as it would be published now, and the button."""
    body: Body = get_object_or_404(Body.objects.editable_by(request.user), public_id=public_id)
    today = clock.today()
    year, last_day = _next(body, today)
    form = PublishForm(request.POST or None, initial={"year": year})
    actor = person_of(request)
    if done(form, lambda: publish(body, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The report is published."))
        return redirect("reports:page", public_id, form.cleaned_data["year"])
    context = {
        "body": body,
        "year": year,
        "last_day": last_day,
        "tabs": tabs_of(body, request.user),
        "current": "reports:desk",
        "obstacles": obstacles(body, year, today),
        **_said(counted(body, year, today)),
        "form": form,
        "section": "desk",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reports/desk.html", context, status=status)


def _next(body: Body, today: date) -> tuple[int, date | None]:
    """The year that is owed and its last day, else the last year that may be reported on."""
    found = owed(body, today)
    if found is not None:
        return found
    return (today.year if body.ended_at else today.year - 1), None
