"""What a call says to everybody: where it stands, and its result without anything private."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.calls.models import Call, CallSeat, PassedOver, SelectionProtocol, Verdict
from forums.calls.stages import CallStage
from prestizh.outbox.links import absolute
from prestizh.refusal import Sentence
from prestizh.ui.components import ChipTone


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a call stands, in a word with its tone and icon."""

    label: Sentence
    tone: ChipTone
    icon: str


OPEN = Standing(gettext_lazy("applications are taken"), "green-solid", "edit")
OVER = Standing(gettext_lazy("the term to apply is over"), "ink", "clock")
OBJECTIONS_OVER = Standing(
    gettext_lazy("result published, objections are over"), "green", "document"
)
STANDINGS: dict[str, Standing] = {
    CallStage.DRAFT: Standing(CallStage.DRAFT.label, "neutral", "edit"),
    CallStage.SELECTING: Standing(CallStage.SELECTING.label, "ink", "clock"),
    CallStage.DECIDED: Standing(CallStage.DECIDED.label, "green", "document"),
    CallStage.FINAL: Standing(CallStage.FINAL.label, "green", "seal"),
    CallStage.CANCELLED: Standing(CallStage.CANCELLED.label, "refusal", "slash"),
}


def standing(call: Call, now: datetime) -> Standing:
    """Where the call stands at `now`."""
    if call.stage == CallStage.PUBLISHED:
        return OPEN if call.is_open(now) else OVER
    if call.stage == CallStage.DECIDED and not call.takes_objections(now):
        return OBJECTIONS_OVER
    return STANDINGS[call.stage]


DECISION_TONES: dict[str, tuple[ChipTone, str]] = {
    Verdict.Decision.SELECTED: ("green-solid", "check"),
    Verdict.Decision.RESERVE: ("green", "check-half"),
    Verdict.Decision.NOT_SELECTED: ("ink", "cross"),
    Verdict.Decision.INADMISSIBLE: ("refusal", "slash"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One application in the published result.

    `name` is the organisation, or the number where a person applied in their own name. `interest`
    is said of who is selected or on the reserve. `is_revised`: after an objection was upheld.
    `passed_over` says for whom and why they did not come in their turn.
    """

    reference: str
    name: str
    points: Decimal | None
    place: int | None
    decision: str
    decision_label: str
    reasons: str
    interest: str
    is_appointed: bool
    is_revised: bool
    passed_over: list[PassedOver]

    @property
    def tone(self) -> ChipTone:
        return DECISION_TONES[self.decision][0]

    @property
    def icon(self) -> str:
        return DECISION_TONES[self.decision][1]


@dataclass(frozen=True, slots=True)
class SeatResult:
    """The result for one of the call's seats; `ties` says in a sentence who has equal points."""

    seat: CallSeat
    lines: list[Line]
    ties: list[str]


def results(call: Call) -> list[SeatResult]:
    """The published result, seat by seat; empty before it is published. Three queries."""
    if not call.has_result:
        return []
    verdicts = list(
        Verdict.objects.filter(application__call=call, application__state="submitted")
        .select_related("application__organisation")
        .prefetch_related("application__passed_over__taken")
        .order_by("place", "application")
    )
    return [_of_seat(seat, verdicts) for seat in call.seats.select_related("seat")]


def _of_seat(seat: CallSeat, verdicts: list[Verdict]) -> SeatResult:
    lines = [_line(one) for one in verdicts if one.application.seat_id == seat.pk]
    return SeatResult(seat, lines, list(_ties(lines)))


def _line(verdict: Verdict) -> Line:
    application = verdict.application
    reference = str(application.reference)
    is_in = verdict.decision in {Verdict.Decision.SELECTED, Verdict.Decision.RESERVE}
    return Line(
        reference=reference,
        name=application.shown_as or _("Application No. %(number)s") % {"number": reference},
        points=verdict.points,
        place=verdict.place,
        decision=verdict.decision,
        decision_label=verdict.get_decision_display(),
        reasons=verdict.reasons,
        interest=application.interest if is_in else "",
        is_appointed=application.membership_id is not None,
        is_revised=verdict.revised_at is not None,
        passed_over=list(application.passed_over.all()),
    )


def _ties(lines: list[Line]) -> Iterator[str]:
    for place in sorted({line.place for line in lines if line.place is not None}):
        tied = [line.reference for line in lines if line.place == place]
        if len(tied) > 1:
            yield _(
                "Equal points on place %(place)d: No. %(numbers)s. The reasons say what decided."
            ) % {
                "place": place,
                "numbers": ", ".join(tied),
            }


def describe(call: Call) -> dict[str, Any]:
    """The call and its result for machines: nothing that isn't on its page."""
    return {
        "title": call.title,
        "title_en": call.title_en,
        "url": absolute(call.get_absolute_url()),
        "body": call.body.name,
        "stage": call.stage,
        "announcement": call.announcement,
        "published_at": call.published_at and call.published_at.isoformat(),
        "last_day": call.last_day and call.last_day.isoformat(),
        **_asked(call),
        "result": [_described(line) for seat in results(call) for line in seat.lines],
        "protocol": _protocol(call),
    }


def _protocol(call: Call) -> dict[str, Any] | None:
    """The newest public protocol: its digest is of `content` in canonical JSON, as recorded."""
    found: SelectionProtocol | None = call.protocols.first() if call.has_result else None
    if found is None:
        return None
    return {
        "edition": found.number,
        "digest": found.shown_digest,
        "full_digest": found.digest,
        "record_number": found.record_number,
        "content": found.shown,
    }


def _asked(call: Call) -> dict[str, Any]:
    """What the call asks for: places, criteria, papers."""
    return {
        "places": [
            {"category": one.seat.category, "places": one.places, "open_to": one.open_to}
            for one in call.seats.select_related("seat")
        ],
        "criteria": [
            {"name": one.name, "most": one.most, "weight": str(one.weight)}
            for one in call.criteria.all()
        ],
        "papers": [{"name": one.name, "is_required": one.is_required} for one in call.papers.all()],
    }


def _described(line: Line) -> dict[str, Any]:
    return {
        "number": line.reference,
        "name": line.name,
        "points": None if line.points is None else str(line.points),
        "place": line.place,
        "decision": line.decision,
        "reasons": line.reasons,
        "interest": line.interest,
        "passed_over": [
            {"taken": one.taken.reference, "reason": one.reason, "at": one.at.isoformat()}
            for one in line.passed_over
        ],
    }
