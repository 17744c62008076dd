"""Pages of those who propose, and of those who carry out a measure."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from feedback.measures import measuring, proposing
from feedback.measures.forms.desk import ReportForm
from feedback.measures.forms.proposing import ProposeForm
from feedback.measures.models import OVER, ImprovementProposal, Measure
from feedback.measures.table import of_own
from prestizh.accounts.access import person_of
from prestizh.ledger import clock
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.forms import PortalFormMixin
from prestizh.ui.refusing import done

WRITES = ["GET", "HEAD", "POST"]
ROWS = 20


def status_of(form: PortalFormMixin) -> int:
    """422 for a form that was refused."""
    return 422 if form.is_bound and form.errors else 200


@require_http_methods(WRITES)
def propose(request: HttpRequest) -> HttpResponse:
    """The form of whoever is signed in; a visitor is sent to sign in first."""
    form = ProposeForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: proposing.propose(actor=actor, **form.cleaned_data)):
        said = _("Your proposal is received. It gets a number and an answer with reasons.")
        messages.success(request, said)
        return redirect("measures:mine")
    return render(request, "measures/propose.html", {"form": form}, status=status_of(form))


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the signed-in person proposed, and where it stands."""
    rows = ImprovementProposal.objects.visible_to(request.user).filter(author=person_of(request))
    file = exported(request, lambda: of_own(one_by_one(rows)), _("My proposals"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "measures/mine.html", {"page": page})


@require_http_methods(WRITES)
def measure(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far a measure is, said by who carries it out or who keeps the register."""
    rows = Measure.objects.visible_to(request.user).select_related("proposal", "unit")
    row: Measure = get_object_or_404(rows, public_id=public_id)
    form = ReportForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: measuring.report(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("It stands on the public page of the proposal."))
        return redirect(row)
    may_report = Measure.objects.editable_by(request.user).filter(pk=row.pk).exists()
    context = {
        "measure": row,
        "late": row.days_late(clock.today()),
        "reports": row.reports.order_by("-pk"),
        "may_report": may_report and row.state not in OVER,
        "form": form,
    }
    return render(request, "measures/measure.html", context, status=status_of(form))
