"""The gate of publishing: all that the law asks, the term as it will be counted, the button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consultations import publishing
from consultations.counting_aloud import aloud
from consultations.models import Consultation
from consultations.stages import Stage
from consultations.views.desk.checklist import checklist, mended_at
from consultations.views.desk.frame import PREPARED, editable, show
from prestizh.accounts.access import only_for, person_of
from prestizh.accounts.second_factor import fresh_proof
from prestizh.refusal import Obstacle, Refused


@only_for("consultation.publish")
@fresh_proof
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Announce what is coming, or lay the draft open; each only when nothing is missing."""
    consultation = editable(request, public_id)
    if consultation.stage not in PREPARED:
        return redirect("consultations:desk_page", public_id)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            _carry_out(request, consultation)
            return redirect("consultations:desk_page", public_id)
        except Refused as reasons:
            refused = reasons
    status = 422 if refused else 200
    return show(
        request, consultation, "desk_publish", status=status, **_gate(consultation, refused)
    )


def _carry_out(request: HttpRequest, consultation: Consultation) -> None:
    actor = person_of(request)
    if request.POST.get("act") == "announce":
        publishing.announce(consultation, actor=actor)
        messages.success(request, _("The draft is announced; everybody sees that it is coming."))
    else:
        publishing.publish(consultation, actor=actor)
        messages.success(request, _("The draft is published. The term runs from tomorrow."))


def _gate(consultation: Consultation, refused: Refused | None) -> dict[str, Any]:
    checks = checklist(consultation)
    term = publishing.term_from_today(consultation)
    return {
        "checks": checks,
        "is_complete": all(check.present for check in checks),
        "term": term,
        "counting": list(aloud(term)),
        "may_announce": consultation.stage == Stage.DRAFT,
        "before_announcing": _linked(
            consultation, list(publishing.announcement_obstacles(consultation))
        ),
        "refused": _linked(consultation, list(refused.obstacles)) if refused else [],
    }


def _linked(consultation: Consultation, obstacles: list[Obstacle]) -> list[tuple[Obstacle, str]]:
    """Each obstacle with the address where it is taken away."""
    return [(one, mended_at(consultation, one.field) if one.field else "") for one in obstacles]
