"""The clerk's desk: what is due in the register, and one form for each lawful step."""

from itertools import chain
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.direct import ending, noting
from forums.direct.desk_table import table_of
from forums.direct.forms.desk import (
    DaysForm,
    DoneForm,
    FactsForm,
    MeasureForm,
    MemberForm,
    NoteForm,
)
from forums.direct.forms.steps import WAYS, Way
from forums.direct.kinds import Kind
from forums.direct.models import Initiative
from forums.direct.reading import read
from forums.direct.stages import FINAL, PREPARED, Stage, moves_from
from prestizh.accounts.access import may, only_for, person_of
from prestizh.ledger import clock
from prestizh.places.calendar import calendar
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.forms import PortalFormMixin
from prestizh.ui.refusing import done, tried

ROWS = 20
WRITES = ["GET", "HEAD", "POST"]


@only_for("direct.keep")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What runs, in the order of what is due; then what has ended."""
    today, days = clock.today(), calendar()
    rows = Initiative.objects.editable_by(request.user).with_all()
    running = [read(row, today, days) for row in rows.running()]
    running.sort(key=lambda entry: (entry.next is None, entry.next.day if entry.next else today))
    ended = rows.filter(stage__in=FINAL)
    file = exported(
        request,
        lambda: table_of(chain(running, (read(row, today, days) for row in one_by_one(ended)))),
        _("Register of direct participation"),
    )
    if file is not None:
        return file
    page = Paginator(ended, ROWS).get_page(request.GET.get("page"))
    context = {"running": running, "page": page, "kinds": Kind.choices}
    return render(request, "direct/desk/desk.html", context)


@only_for("direct.keep")
@require_http_methods(WRITES)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Enter an initiative, assembly or referendum into the register."""
    if kind not in Kind.values:
        raise Http404
    form = NoteForm(request.POST or None, request.FILES or None, kind=Kind(kind))
    made: list[Initiative] = []
    actor = person_of(request)
    if done(
        form, lambda: made.append(noting.note(actor=actor, kind=Kind(kind), **form.cleaned_data))
    ):
        messages.success(request, _("It is in the register, and public."))
        return redirect("direct:desk_page", made[0].public_id)
    context = {"form": form, "kind": Kind(kind).label}
    return render(request, "direct/desk/new.html", context, status=_status(form))


@only_for("direct.keep", "direct.read_names")
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One entry: its terms, what can be done next, names, measures."""
    row = get_object_or_404(Initiative.objects.public().with_all(), public_id=public_id)
    return _show(request, row, "page", next_ways=ways_of(row))


def ways_of(row: Initiative) -> list[Way]:
    """What can be done next with an entry."""
    steps = [move.step for move in moves_from(Kind(row.kind), Stage(row.stage), row.has_petition)]
    counts = ["count"] if row.has_petition and row.stage in PREPARED else []
    return [WAYS[name] for name in dict.fromkeys([*counts, *steps])]


@only_for("direct.keep")
@require_http_methods(WRITES)
def facts(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct an entry before it is handed in."""
    row = _editable(request, public_id)
    known = {name: getattr(row, name) for name in noting.FACTS} | {"topics": row.topics.all()}
    form = FactsForm(request.POST or None, kind=Kind(row.kind), initial=known)
    actor = person_of(request)
    if done(form, lambda: noting.revise(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The entry is corrected; the record says what changed."))
        return redirect("direct:desk_page", public_id)
    return _show(request, row, "facts", form=form)


@only_for("direct.keep")
@require_http_methods(WRITES)
def step(request: HttpRequest, public_id: str, step: str) -> HttpResponse:
    """Note one step."""
    row, way = _editable(request, public_id), WAYS.get(step)
    if way is None or way not in ways_of(row):
        raise Http404
    form = way.form(request.POST or None, request.FILES or None, row=row)
    actor = person_of(request)
    if done(form, lambda: way.take(row, actor, form)):
        messages.success(request, _("Noted. The public page says so now."))
        return redirect("direct:desk_page", public_id)
    return _show(request, row, "step", form=form, way=way)


@only_for("direct.keep")
@require_http_methods(WRITES)
def days(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note days beside the steps."""
    row = _editable(request, public_id)
    known = {name: getattr(row, name) for name in noting.DAYS}
    form = DaysForm(request.POST or None, initial=known)
    actor = person_of(request)
    if done(form, lambda: noting.note_days(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The days are noted."))
        return redirect("direct:desk_page", public_id)
    return _show(request, row, "days", form=form)


@only_for("direct.keep", "direct.read_names")
@require_http_methods(WRITES)
def committee(request: HttpRequest, public_id: str) -> HttpResponse:
    """The names of the initiative committee."""
    row = get_object_or_404(Initiative.objects.public().with_all(), public_id=public_id)
    form = MemberForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: noting.add_member(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The name is added."))
        return redirect("direct:desk_committee", public_id)
    return _show(request, row, "committee", form=form, members=row.committee.all())


@only_for("direct.keep")
@require_POST
def member_out(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a name out."""
    member = get_object_or_404(_editable(request, public_id).committee, pk=pk)
    actor = person_of(request)
    tried(request, lambda: noting.remove_member(member, actor=actor), _("The name is taken out."))
    return redirect("direct:desk_committee", public_id)


@only_for("direct.keep")
@require_http_methods(WRITES)
def measures(request: HttpRequest, public_id: str) -> HttpResponse:
    """The measures, and the form for one more."""
    row = _editable(request, public_id)
    form = MeasureForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: ending.add_measure(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The measure is public."))
        return redirect("direct:desk_measures", public_id)
    return _show(request, row, "measures", form=form, measures=row.measures.all())


@only_for("direct.keep")
@require_http_methods(WRITES)
def measure_done(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Note that a measure is done."""
    row = _editable(request, public_id)
    measure = get_object_or_404(row.measures.select_related("initiative"), pk=pk)
    form = DoneForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: ending.finish_measure(measure, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The measure is noted as done."))
        return redirect("direct:desk_measures", public_id)
    return _show(request, row, "measure_done", form=form, measure=measure)


def _editable(request: HttpRequest, public_id: str) -> Initiative:
    found: Initiative = get_object_or_404(
        Initiative.objects.editable_by(request.user).with_all(), public_id=public_id
    )
    return found


def _show(request: HttpRequest, row: Initiative, name: str, **context: Any) -> HttpResponse:
    entry = read(row, clock.today(), calendar())
    known = {
        "row": row,
        "entry": entry,
        "may_keep": may(request.user, "direct.keep"),
        "is_prepared": row.stage in PREPARED,
        "takes_measures": row.stage in {Stage.HELD, Stage.ANSWERED},
    }
    form = context.get("form")
    status = _status(form) if isinstance(form, PortalFormMixin) else 200
    return render(request, f"direct/desk/{name}.html", {**known, **context}, status=status)


def _status(form: PortalFormMixin) -> int:
    return 422 if form.is_bound and form.errors else 200
