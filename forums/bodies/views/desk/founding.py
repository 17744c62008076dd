"""Beginning a body, from a pattern or empty, and its facts."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forums.bodies import founding, starting
from forums.bodies.forms.facts import FactsForm, StartForm
from forums.bodies.models import Body
from forums.bodies.own_tabs import LIVING
from forums.bodies.patterns import PATTERNS, Pattern, free, municipal, statutory
from forums.bodies.views.desk.frame import WRITES, editable, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep
from prestizh.ui.refusing import done

EMPTY = "empty"


@only_for("body.manage")
@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """What a body can begin from: the statutes, what a municipality shapes itself, nothing."""
    groups = [
        (_("Bodies that a statute asks for"), statutory.PATTERNS),
        (_("Of the council, of schools and settlements"), municipal.PATTERNS),
        (_("By an order of the mayor or a decision of the council"), free.PATTERNS),
    ]
    return render(request, "bodies/desk/patterns.html", {"groups": groups, "section": "bodies"})


@only_for("body.manage")
@require_http_methods(WRITES)
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a body with its name."""
    pattern = PATTERNS.get(key)
    if pattern is None and key != EMPTY:
        raise Http404
    named = {"name": pattern.name} if pattern else {}
    form = StartForm(request.POST or None, is_empty=pattern is None, initial=named)
    begun: list[Body] = []
    if done(form, lambda: begun.append(_begin(pattern, form, person_of(request)))):
        return redirect("bodies:desk_facts", begun[0].public_id)
    context = {"form": form, "pattern": pattern, "section": "bodies"}
    return render(request, "bodies/desk/start.html", context, status=status_of(form))


def _begin(pattern: Pattern | None, form: StartForm, actor: User) -> Body:
    if pattern is None:
        return founding.prepare(actor=actor, **form.cleaned_data)
    return starting.start(pattern, actor=actor, **form.cleaned_data)


@only_for("body.desk")
@require_http_methods(WRITES)
def facts(request: HttpRequest, public_id: str) -> HttpResponse:
    """All the facts of a body; of one at work not what its act says."""
    body = editable(request, public_id)
    if body.stage not in LIVING:
        return redirect("bodies:desk_page", public_id)
    # A row of its own: the form writes what was typed into it, and the page shows what is kept.
    typed = editable(request, public_id)
    form = FactsForm(request.POST or None, request.FILES or None, instance=typed)
    if done(form, lambda: _revise(body, form, person_of(request))):
        messages.success(request, _("Saved."))
        return redirect("bodies:desk_facts", public_id)
    template = "bodies/desk/facts.html"
    return show(request, body, template, tab="desk_facts", form=form, status=status_of(form))


@transaction.atomic
def _revise(body: Body, form: FactsForm, actor: User) -> None:
    """Keep the new file and the facts, both or neither."""
    given = form.new_file()
    files = {"act_file": keep(given, actor=actor)} if given else {}
    founding.revise(body, actor=actor, **form.facts(), **files)
