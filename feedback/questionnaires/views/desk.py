"""The list, beginning a questionnaire, its page with the versions, publishing and retiring."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.questionnaires import beginning, publishing, revising
from feedback.questionnaires.forms.desk import BlankForm, ImportForm, LibraryForm
from feedback.questionnaires.models import Questionnaire
from feedback.questionnaires.table import of_versions, table_of
from feedback.questionnaires.views.frame import MANAGE, READ, WRITES, of, show
from prestizh.accounts.access import may, only_for, person_of
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done, tried

ROWS = 20


@only_for(READ)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All questionnaires, the retired ones last."""
    rows = (
        Questionnaire.objects.visible_to(request.user)
        .annotate(
            published_number=Max(
                "versions__number", filter=Q(versions__published_at__isnull=False)
            ),
            drafts=Count("versions", filter=Q(versions__published_at=None)),
        )
        .order_by("retired_at", "-pk")
    )
    file = exported(request, lambda: table_of(one_by_one(rows)), _("Questionnaires"))
    if file is not None:
        return file
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "may_manage": may(request.user, MANAGE),
        "section": "desk",
    }
    return render(request, "questionnaires/list.html", context)


@only_for(MANAGE)
@require_http_methods(WRITES)
def new(request: HttpRequest) -> HttpResponse:
    """Begin one: from the library, empty, from a file. Each has a form of its own."""
    actor, made = person_of(request), list[Questionnaire]()
    act = request.POST.get("act", "")
    library = LibraryForm(request.POST if act == "library" else None, prefix="library")
    blank = BlankForm(request.POST if act == "blank" else None, prefix="blank")
    file = ImportForm(*_sent(request, act == "file"), prefix="file")
    if (
        done(library, lambda: made.append(_from_library(library, request)))
        or done(blank, lambda: made.append(beginning.begin(actor=actor, **blank.cleaned_data)))
        or done(
            file,
            lambda: made.append(beginning.take_in(file.cleaned_data["file"].read(), actor=actor)),
        )
    ):
        messages.success(request, _("The questionnaire is begun. Nobody is asked yet."))
        return redirect("questionnaires:page", made[0].public_id)
    context = {"library_form": library, "blank_form": blank, "import_form": file}
    return render(request, "questionnaires/new.html", context, status=422 if act else 200)


def _from_library(form: LibraryForm, request: HttpRequest) -> Questionnaire:
    return beginning.begin_from_library(form.cleaned_data["kind"], actor=person_of(request))


def _sent(request: HttpRequest, is_sent: bool) -> tuple[object, object]:
    return (request.POST, request.FILES) if is_sent else (None, None)


@of(READ)
@require_safe
def page(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Where it stands, its versions, what is missing before it can be published."""
    versions = list(questionnaire.versions.select_related("edited_by", "published_by"))
    file = exported(request, lambda: of_versions(versions), _("Versions"))
    if file is not None:
        return file
    draft = versions[0] if versions[0].published_at is None else None
    return show(
        request,
        questionnaire,
        "page",
        versions=versions,
        draft=draft,
        missing=publishing.missing(draft) if draft else [],
    )


def _act(
    request: HttpRequest, questionnaire: Questionnaire, act: Callable[[], object], said: str
) -> HttpResponse:
    tried(request, act, said)
    return redirect("questionnaires:page", questionnaire.public_id)


@of(MANAGE)
@require_POST
def publish(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Freeze the version that is edited, in the state that the page showed."""
    actor = person_of(request)
    sent = request.POST.get("edition", "")
    edition = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0
    return _act(
        request,
        questionnaire,
        lambda: publishing.publish(questionnaire, actor=actor, edition=edition),
        _("The version is published and can be given out. It stays as it is."),
    )


@of(MANAGE)
@require_POST
def begin_version(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Begin a new version."""
    actor = person_of(request)
    return _act(
        request,
        questionnaire,
        lambda: revising.begin_version(questionnaire, actor=actor),
        _("A new version is begun; the published one stays in use until you publish this one."),
    )


@of(MANAGE)
@require_POST
def drop_version(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Drop the version that is edited."""
    actor = person_of(request)
    return _act(
        request,
        questionnaire,
        lambda: revising.drop_version(questionnaire, actor=actor),
        _("The new version is dropped."),
    )


@of(MANAGE)
@require_POST
def copy(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Make a copy, and go to it."""
    made = beginning.copy(questionnaire, actor=person_of(request))
    messages.success(request, _("This is the copy. Change its title first."))
    return redirect("questionnaires:page", made.public_id)


@of(MANAGE)
@require_POST
def retire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Take it out of use."""
    actor = person_of(request)
    return _act(
        request,
        questionnaire,
        lambda: publishing.retire(questionnaire, actor=actor),
        _("The questionnaire is retired."),
    )


@of(MANAGE)
@require_POST
def bring_back(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Take it into use again."""
    actor = person_of(request)
    return _act(
        request,
        questionnaire,
        lambda: publishing.bring_back(questionnaire, actor=actor),
        _("The questionnaire is in use again."),
    )
