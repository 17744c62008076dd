"""The map of stakeholders: as a list, as a grid, one with its history."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.stakeholders import mapping
from feedback.stakeholders.forms.mapping import (
    FilterForm,
    RetireForm,
    ScoreForm,
    StakeholderForm,
    StrategyForm,
)
from feedback.stakeholders.grid import WAYS
from feedback.stakeholders.models import Stakeholder
from feedback.stakeholders.models.stakeholder import StakeholderQuerySet
from feedback.stakeholders.picture import drawn
from feedback.stakeholders.table import of_scores, table_of
from prestizh.accounts.access import may, only_for, person_of
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.forms import PortalFormMixin
from prestizh.ui.refusing import done

WRITES = ["GET", "HEAD", "POST"]
ROWS = 50
# A picture with more is none any more; the filter gives a part of it.
MOST = 300


def shown_to(request: HttpRequest) -> StakeholderQuerySet:
    """What stands on the map, for who reads it."""
    found: StakeholderQuerySet = Stakeholder.objects.visible_to(request.user).on_the_map()
    return found


def status_of(form: PortalFormMixin) -> int:
    """422 for a form that was refused."""
    return 422 if form.is_bound and form.errors else 200


@only_for("stakeholder.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All of them with their marks, filtered by what is asked."""
    form = FilterForm(request.GET)
    found = form.narrowed(shown_to(request)).prefetch_related("topics")
    file = exported(
        request,
        lambda: table_of(one_by_one(found.prefetch_related("settlements"))),
        _("Map of stakeholders"),
    )
    if file is not None:
        return file
    context = {
        "form": form,
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "is_filtered": any(form.cleaned_data.values()),
        "may_manage": may(request.user, "stakeholder.manage"),
        "section": "desk",
    }
    return render(request, "stakeholders/list.html", context)


@only_for("stakeholder.read")
@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """The grid as a picture, with the table that says the same."""
    form = FilterForm(request.GET)
    found = form.narrowed(shown_to(request)).exclude(influence=None)
    file = exported(
        request,
        lambda: table_of(one_by_one(found.prefetch_related("topics", "settlements"))),
        _("Grid of influence and interest"),
    )
    if file is not None:
        return file
    rows = list(found[:MOST])
    context = {
        "form": form,
        "rows": rows,
        "picture": drawn(rows),
        "ways": [(way.label, words) for way, words in WAYS.items()],
        "unscored": shown_to(request).filter(influence=None).count(),
        "section": "desk",
    }
    return render(request, "stakeholders/grid.html", context)


@only_for("stakeholder.manage")
@require_http_methods(WRITES)
def new(request: HttpRequest) -> HttpResponse:
    """Put an organisation or a group on the map."""
    form = StakeholderForm(request.POST or None)
    made: list[Stakeholder] = []
    actor = person_of(request)
    if done(form, lambda: made.append(mapping.add(actor=actor, **form.cleaned_data))):
        messages.success(request, _("It stands on the map. Give it a score."))
        return redirect(made[0])
    context = {"form": form, "section": "desk"}
    return render(request, "stakeholders/edit.html", context, status=status_of(form))


def _row(request: HttpRequest, public_id: str) -> Stakeholder:
    rows = Stakeholder.objects.visible_to(request.user).select_related("organisation")
    found: Stakeholder = get_object_or_404(rows, public_id=public_id)
    return found


@only_for("stakeholder.manage")
@require_http_methods(WRITES)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what is known of it."""
    row = _row(request, public_id)
    form = StakeholderForm(request.POST or None, instance=row)
    actor = person_of(request)
    if done(form, lambda: mapping.revise(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The changes are saved."))
        return redirect("stakeholders:page", public_id)
    context = {"form": form, "stakeholder": row, "section": "desk"}
    return render(request, "stakeholders/edit.html", context, status=status_of(form))


@only_for("stakeholder.read")
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One stakeholder: marks with their history, strategy, invitations."""
    row = _row(request, public_id)
    scores = row.scores.select_related("by")
    file = exported(request, lambda: of_scores(one_by_one(scores)), _("History of the scores"))
    return file if file is not None else _shown(request, row)


def _shown(request: HttpRequest, row: Stakeholder, **bound: PortalFormMixin) -> HttpResponse:
    """The page with its forms; `bound` is the one that was refused."""
    context: dict[str, Any] = {
        "stakeholder": row,
        "topics": row.topics.all(),
        "settlements": row.settlements.all(),
        "scores": row.scores.select_related("by"),
        "invitations": row.invitations.all(),
        "turnouts": row.turnouts.all(),
        "way_words": WAYS[row.way] if row.way else "",
        "may_manage": may(request.user, "stakeholder.manage"),
        "section": "desk",
    }
    if row.retired_at is None and context["may_manage"]:
        for name, form in {**_forms(row), **bound}.items():
            view = f"stakeholders:{name.removesuffix('_form')}"
            context[name] = form.sent_to(reverse(view, args=[row.public_id]))
    return render(request, "stakeholders/page.html", context, status=422 if bound else 200)


def _forms(row: Stakeholder) -> dict[str, PortalFormMixin]:
    strategy = {"strategy": row.strategy, "strategy_reason": row.strategy_reason}
    return {
        "score_form": ScoreForm(),
        "strategy_form": StrategyForm(initial=strategy),
        "retire_form": RetireForm(),
    }


@only_for("stakeholder.manage")
@require_POST
def score(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give it marks; the earlier ones stay."""
    row, form, actor = _row(request, public_id), ScoreForm(request.POST), person_of(request)
    if done(form, lambda: mapping.score(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The score is added to the history."))
        return redirect("stakeholders:page", public_id)
    return _shown(request, row, score_form=form)


@only_for("stakeholder.manage")
@require_POST
def strategy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Work with it otherwise than the grid says, or as it says again."""
    row, form, actor = _row(request, public_id), StrategyForm(request.POST), person_of(request)
    if done(form, lambda: mapping.decide(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("It is decided how to work with it."))
        return redirect("stakeholders:page", public_id)
    return _shown(request, row, strategy_form=form)


@only_for("stakeholder.manage")
@require_POST
def retire(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take it off the map."""
    row, form, actor = _row(request, public_id), RetireForm(request.POST), person_of(request)
    if done(form, lambda: mapping.retire(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("It is taken off the map; its history stays."))
        return redirect("stakeholders:list")
    return _shown(request, row, retire_form=form)
