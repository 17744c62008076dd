"""The applicant's pages: write and save, look at what is missing, send, complete, object."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.calls import applying, completing, objecting
from forums.calls.digest import TYPED
from forums.calls.forms.applying import (
    ApplicationForm,
    CompletionForm,
    ObjectionForm,
    lacks_organisation,
    places_for,
)
from forums.calls.models import Application, ApplicationPaper, Completion
from forums.calls.result import standing
from forums.calls.stages import TAKES_APPLICATIONS
from forums.calls.views.public import public_call
from prestizh.accounts.access import person_of
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined, keep, lock_away
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from prestizh.ui.forms import PortalFormMixin
from prestizh.ui.refusing import done, tried

WRITES = ["GET", "HEAD", "POST"]
ROWS = 50


def own(request: HttpRequest, public_id: str) -> Application:
    """The reader's own application, else 404."""
    rows = Application.objects.editable_by(request.user).select_related(
        "call__body", "seat__seat", "organisation", "representation__organisation", "mandate"
    )
    found: Application = get_object_or_404(rows, public_id=public_id)
    return found


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own applications, newest first."""
    rows = Application.objects.editable_by(request.user).select_related(
        "call__body", "organisation", "verdict"
    )
    context = {"applications": rows.order_by("-pk")[:ROWS], "section": "calls"}
    return render(request, "calls/mine.html", context)


@require_http_methods(WRITES)
def apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin an application; what was begun before is offered first."""
    call, person = public_call(public_id), person_of(request)
    if call.stage not in TAKES_APPLICATIONS:
        messages.warning(request, _("Applications are no longer taken."))
        return redirect(call)
    places = places_for(call, person)
    form = ApplicationForm(
        request.POST or None,
        request.FILES or None,
        call=call,
        places=places,
        initial={"key": uuid.uuid4(), "candidate": person.display_name},
    )
    if places and done(form, lambda: _save(form, person)):
        return _saved(request, form)
    begun = Application.objects.editable_by(person).filter(call=call).exclude(state="withdrawn")
    context = {
        "call": call,
        "begun": begun.select_related("organisation"),
        "is_possible": bool(places),
        "lacks_organisation": lacks_organisation(call, places),
    }
    return _form_page(request, "calls/apply.html", form, **context)


@require_http_methods(WRITES)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Continue an application that is not sent."""
    application = own(request, public_id)
    if not application.is_draft:
        return redirect(application)
    form = ApplicationForm(
        request.POST or None,
        request.FILES or None,
        call=application.call,
        places=places_for(application.call, application.applicant),
        application=application,
        initial=_initial(application),
    )
    if done(form, lambda: _save(form, application.applicant)):
        return _saved(request, form)
    context = {
        "call": application.call,
        "application": application,
        "papers": _papers(application),
    }
    return _form_page(request, "calls/edit.html", form, **context)


def _form_page(
    request: HttpRequest, template: str, form: PortalFormMixin, **context: Any
) -> HttpResponse:
    """The page of a form; 422 where it was sent and refused."""
    context["form"] = form
    now = clock.now()
    context |= {"today": sofia_day(now), "section": "calls"}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)


def _initial(application: Application) -> dict[str, Any]:
    typed = {name: getattr(application, name) for name in TYPED}
    place = f"{application.seat_id}-{application.representation_id or 0}"
    return {"key": application.key, "place": place, **typed}


@transaction.atomic
def _save(form: ApplicationForm, person: User) -> None:
    """Keep what was written, then the files; all or nothing."""
    place, typed = form.wanted(), form.typed()
    if form.application is None:
        begun = applying.begin(
            form.call, actor=person, place=place, key=form.cleaned_data["key"], **typed
        )
    else:
        begun = applying.revise(form.application, actor=person, place=place, **typed)
    form.application = begun
    for name, file in form.cleaned_data.items():
        if not isinstance(file, Examined):
            continue
        document = _kept(file, person)
        if name == "mandate":
            applying.set_mandate(begun, actor=person, document=document)
        else:
            paper = form.papers.get(name)
            applying.attach(begun, actor=person, document=document, paper=paper)


def _kept(file: Examined, person: User) -> Document:
    """The file, given out only by the view below, which asks who wants it."""
    document = keep(file, actor=person)
    lock_away(document)
    return document


def _saved(request: HttpRequest, form: ApplicationForm) -> HttpResponse:
    assert form.application is not None  # noqa: S101 - it was just saved
    if request.POST.get("then") == "later":
        messages.success(
            request, _("Saved, not sent yet. It waits for you here until the call ends.")
        )
        return redirect("calls:mine")
    return redirect(form.application)


@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own application: what is missing before it is sent; afterwards receipt and result."""
    application = own(request, public_id)
    call, now = application.call, clock.now()
    context = {
        "application": application,
        "call": call,
        "standing": standing(call, now),
        "today": sofia_day(now),
        "papers": _papers(application),
        "missing": applying.missing(application) if application.is_draft else [],
        "is_in_time": call.is_open(now),
        "takes": call.stage in TAKES_APPLICATIONS,
        "asked": [(one, one.is_running(now)) for one in application.completions.all()],
        "verdict": getattr(application, "verdict", None) if call.has_result else None,
        "objections": application.objections.all(),
        "may_object": objecting.may_object(application, now),
        "section": "calls",
    }
    return render(request, "calls/application.html", context)


def _papers(application: Application) -> list[ApplicationPaper]:
    rows = application.papers.filter(removed_at=None)
    return list(rows.select_related("document", "paper"))


@require_POST
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send it; what is missing is said on its page."""
    application = own(request, public_id)
    tried(
        request,
        lambda: applying.submit(application, actor=person_of(request)),
        _("Your application is registered. A mail with the receipt is on its way."),
    )
    return redirect(application)


@require_http_methods(WRITES)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take it back, after a page that asks once."""
    application = own(request, public_id)
    if request.method != "POST":
        context = {"application": application, "call": application.call, "section": "calls"}
        return render(request, "calls/withdraw.html", context)
    tried(
        request,
        lambda: applying.withdraw(application, actor=person_of(request)),
        _("The application is withdrawn."),
    )
    return redirect(application)


@require_POST
def remove_paper(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a file away from an application that is not sent."""
    application = own(request, public_id)
    paper = get_object_or_404(application.papers.filter(removed_at=None), pk=pk)
    tried(
        request,
        lambda: applying.detach(paper, actor=person_of(request)),
        _("The file is taken away."),
    )
    return redirect("calls:edit", public_id)


@require_http_methods(WRITES)
def complete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer what was asked."""
    application = own(request, public_id)
    asked: Completion | None = application.completions.filter(answered_at=None).last()
    if asked is None or not asked.is_running(clock.now()):
        return redirect(application)
    form = CompletionForm(request.POST or None, request.FILES or None, call=application.call)
    if done(form, lambda: _complete(asked, form, person_of(request))):
        messages.success(request, _("Thank you, it is with your application now."))
        return redirect(application)
    context = {"application": application, "call": application.call, "asked": asked}
    return _form_page(request, "calls/complete.html", form, **context)


@transaction.atomic
def _complete(asked: Completion, form: CompletionForm, person: User) -> None:
    papers = tuple(
        (_kept(form.cleaned_data[name], person), paper)
        for name, paper in form.papers.items()
        if form.cleaned_data.get(name) is not None
    )
    completing.complete(asked, actor=person, answer=form.cleaned_data["answer"], papers=papers)


@require_http_methods(WRITES)
def make_objection(request: HttpRequest, public_id: str) -> HttpResponse:
    """Object to the published result."""
    application = own(request, public_id)
    if request.method != "POST" and not objecting.may_object(application, clock.now()):
        return redirect(application)
    form = ObjectionForm(request.POST or None)
    actor = person_of(request)
    if done(
        form,
        lambda: objecting.make_objection(application, actor=actor, text=form.cleaned_data["text"]),
    ):
        messages.success(request, _("Your objection is registered. The answer comes by mail."))
        return redirect(application)
    context = {"application": application, "call": application.call}
    return _form_page(request, "calls/make_objection.html", form, **context)


def held_document(application: Application, document_id: str) -> Document:
    """A file that this application holds, else 404; the caller has asked who may see it."""
    mandate = application.mandate
    if mandate is not None and mandate.public_id == document_id:
        return mandate
    rows = application.papers.select_related("document")
    found = rows.filter(document__public_id=document_id).first()
    if found is None:
        raise Http404
    document: Document = found.document
    return document
