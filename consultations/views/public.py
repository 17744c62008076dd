"""What everybody reads: the list, the consultation, its proposals, one opinion, the term."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed as SyndicationFeed
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations import counting, fragments, report, sharing, tables
from consultations.counting_aloud import aloud
from consultations.forms.proposing import FilterForm, kinds_for
from consultations.models import Consultation, Opinion, Proposal, publication_key
from consultations.models.consultation import ConsultationQuerySet
from consultations.narrowing import form_of, narrowed
from consultations.reading import next_change, read
from consultations.state import State, in_state, state_of
from prestizh import terms
from prestizh.legaltext import tidy
from prestizh.outbox.links import absolute
from prestizh.places.calendar import calendar
from prestizh.ui.artefacts import now_of, published, true_until
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20
PROPOSALS = 50


def public_consultation(public_id: str) -> Consultation:
    """The consultation that everybody may read, else 404."""
    found: Consultation = get_object_or_404(
        Consultation.objects.public().select_related("unit", "origin"), public_id=public_id
    )
    return found


@published(fragments.LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All consultations, those open now first, by deadline; filtered by what the reader asks."""
    now = now_of(request)
    form = FilterForm(request.GET)
    form.is_valid()
    found = filtered(Consultation.objects.public(), form.cleaned_data, now)
    file = exported(
        request, lambda: tables.of_consultations(one_by_one(found), now), _("Consultations")
    )
    if file is not None:
        return file
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    rows = [(consultation, state_of(consultation, now)) for consultation in page]
    true_until(request, _earliest_change([consultation for consultation, _state in rows], now))
    context = {
        "form": form,
        "rows": rows,
        "page": page,
        "today": now.astimezone(terms.SOFIA).date(),
        "is_filtered": any(form.cleaned_data.values()),
    }
    return render(request, "consultations/list.html", context)


def _earliest_change(shown: list[Consultation], now: datetime) -> datetime | None:
    return min((next_change(consultation, now) for consultation in shown), default=None)


def filtered(
    found: ConsultationQuerySet, wanted: dict[str, Any], now: datetime
) -> ConsultationQuerySet:
    """Narrow a list by the filter's fields; what is empty does not narrow."""
    if wanted.get("q"):
        found = found.filter(title__icontains=wanted["q"])
    if wanted.get("topic"):
        found = found.filter(topics=wanted["topic"])
    if wanted.get("settlement"):
        found = found.filter(settlements=wanted["settlement"])
    if wanted.get("state"):
        found = found.filter(in_state(State(wanted["state"]), now))
    return found.open_first(now)


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The one page for the whole life of a consultation."""
    consultation = public_consultation(public_id)
    now = now_of(request)
    true_until(request, next_change(consultation, now))
    context = {
        "consultation": consultation,
        "reading": read(consultation, get_language() or "bg", now),
        "now": now,
        "today": now.astimezone(terms.SOFIA).date(),
        "kinds": kinds_for(whole=True),
        "share_text": sharing.sentence(consultation),
    }
    return render(request, "consultations/page.html", context)


@published(publication_key)
@login_not_required
@require_safe
def term(request: HttpRequest, public_id: str) -> HttpResponse:
    """How the term was counted: the rule, the days that were skipped, the law."""
    consultation = public_consultation(public_id)
    if consultation.published_at is None:
        raise Http404
    day = consultation.published_at.astimezone(terms.SOFIA).date()
    counted = terms.consultation_term(day, consultation.term_days, calendar())
    context = {"consultation": consultation, "counted": counted, "steps": list(aloud(counted))}
    return render(request, "consultations/term.html", context)


@login_not_required
@require_safe
def proposals(request: HttpRequest, public_id: str, anchor: str) -> HttpResponse:
    """Every proposal under one article, or on the draft as a whole (`whole`), newest first."""
    consultation = public_consultation(public_id)
    article = None  # not `block`: within {% block %} a template's own stands there
    if anchor != "whole":
        article = get_object_or_404(consultation.provisions, anchor=anchor, is_block=True)
    found = fragments.proposals_of(consultation, article)
    shown = consultation.answers_are_public
    file = exported(
        request,
        lambda: tables.of_proposals(found, answers_shown=shown),
        _("Proposals"),
    )
    if file is not None:
        return file
    page = Paginator(found, PROPOSALS).get_page(request.GET.get("page"))
    context = {
        "consultation": consultation,
        "article": article,
        "page": page,
        "answers_shown": shown,
    }
    return render(request, "consultations/proposals.html", context)


@login_not_required
@require_safe
def all_proposals(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every proposal on the draft in the order of its text, narrowed by article and kind."""
    consultation = public_consultation(public_id)
    form = form_of(request.GET, consultation)
    found = narrowed(report.counted(consultation), form.cleaned_data)
    shown = consultation.answers_are_public
    file = exported(
        request, lambda: tables.of_proposals(found, answers_shown=shown), _("Proposals")
    )
    if file is not None:
        return file
    page = Paginator(fragments.with_all(found), PROPOSALS).get_page(request.GET.get("page"))
    context = {"consultation": consultation, "form": form, "page": page, "answers_shown": shown}
    return render(request, "consultations/all_proposals.html", context)


@login_not_required
@require_safe
def opinion(request: HttpRequest, reference: str) -> HttpResponse:
    """What the public record says of one opinion, found by its number."""
    found = get_object_or_404(
        Opinion.objects.select_related("consultation", "organisation", "representation"),
        reference=reference,
    )
    shown: list[Proposal] = []
    if counting.ought_to_count(found):
        shown = list(fragments.with_all(found.proposals.all()))
    context = {
        "opinion": found,
        "consultation": found.consultation,
        "proposals": shown,
        "author": report.shown_author(found) if shown else "",
        "answers_shown": found.consultation.answers_are_public,
    }
    return render(request, "consultations/opinion.html", context)


if TYPE_CHECKING:
    # What the feed stands on; it takes parameters only for the type checker.
    ConsultationFeed = SyndicationFeed[Consultation, None]
else:
    ConsultationFeed = SyndicationFeed


class Feed(ConsultationFeed):
    """The newest consultations as Atom."""

    feed_type = Atom1Feed
    title = gettext_lazy("Public consultations")

    def link(self) -> str:
        """The list in the language of the feed; from the site's setting, not from the Host."""
        return absolute(reverse("consultations:list"))

    def feed_url(self) -> str:
        """The feed itself."""
        return absolute(reverse("consultations:feed"))

    def items(self) -> list[Consultation]:
        """The twenty newest that are public."""
        return list(Consultation.objects.public().order_by("-pk")[:20])

    def item_title(self, item: Consultation) -> str:
        return tidy(item.title)

    def item_description(self, item: Consultation) -> str:
        return tidy(item.summary)

    def item_link(self, item: Consultation) -> str:
        return absolute(item.get_absolute_url())

    def item_updateddate(self, item: Consultation) -> datetime:
        return item.published_at or item.created_at

    @classmethod
    def as_page(cls) -> Any:
        """The feed as a view that needs no sign-in."""
        return login_not_required(cls())
