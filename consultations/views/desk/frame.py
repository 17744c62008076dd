"""What all pages of the desk share: fetching through permission, the tabs, showing a refusal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from consultations.stages import Stage
from consultations.state import state_of
from prestizh.accounts.access import may
from prestizh.ledger import clock
from prestizh.refusal import Sentence
from prestizh.terms import sofia_day
from prestizh.ui.forms import PortalFormMixin

PREPARED = frozenset({Stage.DRAFT, Stage.ANNOUNCED})
ENDED = frozenset({Stage.ADOPTED, Stage.REJECTED, Stage.WITHDRAWN, Stage.DROPPED})


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a consultation at the desk."""

    name: str
    label: Sentence
    act: str
    stages: frozenset[Stage]


AFTER_PUBLICATION = frozenset(Stage) - PREPARED - {Stage.DROPPED}
TABS: tuple[Tab, ...] = (
    Tab("desk_page", _("Overview"), "consultation.read_drafts", frozenset(Stage)),
    Tab("desk_facts", _("Facts and reasons"), "consultation.draft", PREPARED),
    Tab("desk_text", _("Text"), "consultation.draft", PREPARED),
    Tab("desk_files", _("Files"), "consultation.draft", PREPARED),
    Tab("desk_preview", _("Preview"), "consultation.read_drafts", PREPARED),
    Tab("desk_publish", _("Publishing"), "consultation.publish", PREPARED),
    Tab("desk_opinions", _("Opinions"), "opinion.read_unconfirmed", AFTER_PUBLICATION),
    Tab("desk_answers", _("Answers"), "consultation.read_drafts", AFTER_PUBLICATION),
    Tab("desk_correct", _("Correction"), "consultation.correct", frozenset({Stage.PUBLISHED})),
    Tab("desk_close", _("Closing report"), "consultation.close", frozenset({Stage.PUBLISHED})),
    Tab(
        "desk_signed", _("Signed copy"), "consultation.close", AFTER_PUBLICATION - {Stage.PUBLISHED}
    ),
    Tab(
        "desk_outcome",
        _("Decision of the council"),
        "consultation.outcome",
        frozenset({Stage.PUBLISHED, Stage.REPORTED}),
    ),
    Tab(
        "desk_withdraw",
        _("Withdrawal"),
        "consultation.withdraw",
        frozenset({Stage.ANNOUNCED, Stage.PUBLISHED, Stage.REPORTED}),
    ),
    Tab("desk_drop", _("Putting aside"), "consultation.draft", frozenset({Stage.DRAFT})),
)


def editable(request: HttpRequest, public_id: str) -> Consultation:
    """The consultation, for those who work on it; 404 for all others."""
    return _found(Consultation.objects.editable_by(request.user), public_id)


def readable(request: HttpRequest, public_id: str) -> Consultation:
    """The consultation, for those who may look at the desk; 404 for all others."""
    return _found(Consultation.objects.visible_to(request.user), public_id)


def _found(rows: "QuerySet[Consultation]", public_id: str) -> Consultation:
    return get_object_or_404(
        rows.select_related("clerk", "unit", "reasons_file", "impact_file"), public_id=public_id
    )


def show(
    request: HttpRequest,
    consultation: Consultation,
    page: str,
    /,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The desk's page of this name (`desk_text` is `desk/text.html`) with its tabs."""
    now = clock.now()
    context |= {
        "consultation": consultation,
        "state": state_of(consultation, now),
        "today": sofia_day(now),
        "tabs": tabs(request, consultation, page, now),
        "may_edit": may(request.user, "consultation.draft"),
    }
    template = f"consultations/desk/{page.removeprefix('desk_')}.html"
    return render(request, template, context, status=status)


def tabs(
    request: HttpRequest, consultation: Consultation, current: str, now: datetime
) -> list[tuple[Sentence, str, bool]]:
    """The pages that fit the stage and the reader: label, address, whether it is this one."""
    return [
        (
            tab.label,
            reverse(f"consultations:{tab.name}", args=[consultation.public_id]),
            tab.name == current,
        )
        for tab in TABS
        if consultation.stage in tab.stages
        and may(request.user, tab.act)
        # Nothing is decided while opinions are taken.
        and (tab.name != "desk_outcome" or not consultation.is_open(now))
        # What was withdrawn, or adopted without a report, has no report to sign.
        and (tab.name != "desk_signed" or hasattr(consultation, "report"))
    ]


def status_of(form: PortalFormMixin) -> int:
    """422 for a form that was sent and refused, else 200."""
    return 422 if form.is_bound and form.errors else 200
