"""The desk: known shares of the population, by which the results are weighted."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from feedback.results import reading, sharing, weights
from feedback.results.content import Split
from feedback.results.forms import SharesForm
from feedback.results.models import KnownShares
from feedback.results.views.answers import survey_for_sorting
from feedback.results.words import said
from feedback.surveys.models import Survey
from prestizh.accounts.access import person_of
from prestizh.accounts.models import User
from prestizh.ui.refusing import done, tried


def at_survey(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of one survey; who may not prepare its results finds nothing here, by any method."""

    @wraps(view)
    def found(request: HttpRequest, public_id: str, **more: str) -> HttpResponse:
        return view(request, survey_for_sorting(request, public_id), **more)

    return login_not_required(found)


@at_survey
@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest, survey: Survey, by: str) -> HttpResponse:
    """The numbers of people for each group of one trait, and their source."""
    split = _split(survey, by)
    form = SharesForm(split, request.POST or None, initial=_entered(survey, split))
    actor = person_of(request)
    if done(form, lambda: _enter(survey, form, by, actor)):
        messages.success(
            request, _("The results are weighted; see below how they would be published.")
        )
        return redirect("results:desk_page", survey.public_id)
    context = {"survey": survey, "trait": said(split.words), "form": form, "section": "desk"}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "results/desk/shares.html", context, status=status)


def _enter(survey: Survey, form: SharesForm, by: str, actor: User) -> KnownShares:
    return sharing.enter(
        survey,
        actor=actor,
        by=by,
        population=form.population(),
        source=form.cleaned_data["source"],
    )


def _split(survey: Survey, by: str) -> Split:
    found = [one for one in weights.offered(reading.counted_results(survey)) if one.by == by]
    if not found:
        raise Http404
    return found[0]


def _entered(survey: Survey, split: Split) -> dict[str, Any]:
    """What was entered before for this trait."""
    known = sharing.entered(survey, split.by)
    if known is None:
        return {}
    keys = [weights.key_of(segment) for segment in weights.weighable(split)]
    numbers = {f"people{at}": known.population.get(key) for at, key in enumerate(keys)}
    return {**numbers, "source": known.source}


@at_survey
@require_POST
def unweight(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Publish without weights after all."""
    actor = person_of(request)
    done_well = _("The results are not weighted any more.")
    tried(request, lambda: sharing.take_back(survey, actor=actor), done_well)
    return redirect("results:desk_page", survey.public_id)
