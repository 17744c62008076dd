"""What the protocol of a selection holds, as data, and what of it everybody may read.

The policy is the one that the page of the call announces before anybody applies. Of every
application everybody reads number, organisation, points, place, decision and reasons; of who is
selected or on the reserve also the interest represented, and of the declaration nothing else
(Закон за прозрачност, чл. 11, т. 1).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from forums.calls.models import Application, Call, CallSeat, Criterion, Objection, Score, Verdict
from forums.calls.models.application import Lateness

Content = dict[str, Any]
# Points that one application was given: for each criterion what every selector gave.
Given = Mapping[int, Sequence[int]]
IN = frozenset({Verdict.Decision.SELECTED.value, Verdict.Decision.RESERVE.value})


def content_of(call: Call, *, number: int, supplements: Sequence[Content] = ()) -> Content:
    """Edition `number` of the protocol in full, as things stand now.

    `supplements` say what was corrected of earlier editions, when and why (`correcting`).
    """
    criteria = list(call.criteria.all())
    given = _given(call)
    sent = _sent(call)
    return {
        **_facts(call, number),
        "criteria": [
            {"name": one.name, "most": one.most, "weight": _plain(one.weight)} for one in criteria
        ],
        "selectors": [{"name": one.name, "position": one.position} for one in _selectors(call)],
        "selectors_number": call.selectors.count(),
        "seats": [_seat(seat, sent, criteria, given) for seat in call.seats.select_related("seat")],
        "supplements": list(supplements),
    }


def shown_of(content: Content) -> Content:
    """What of it is public: no selector, no representative, no person, no declaration."""
    return {
        **content,
        "selectors": [],
        "seats": [
            {**seat, "applications": [_shown(one) for one in seat["applications"]]}
            for seat in content["seats"]
        ],
    }


def digest_of(content: Content) -> str:
    """SHA-256 of the content in canonical JSON, 64 hexadecimal digits."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _facts(call: Call, number: int) -> Content:
    return {
        "edition": number,
        "call": call.public_id,
        "title": call.title,
        "body": call.body.name,
        "selected_by": call.selected_by,
        "least_points": _plain(call.least_points),
        "published_at": _iso(call.published_at),
        "last_day": _iso(call.last_day),
        "decided_at": _iso(call.decided_at),
        "objections_last_day": _iso(call.objections_last_day),
        "finished_at": _iso(call.finished_at),
    }


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _iso(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _selectors(call: Call) -> Iterable[Any]:
    return call.selectors.order_by("pk")


def _sent(call: Call) -> list[Application]:
    rows = call.applications.sent().select_related("organisation", "verdict")
    return list(rows.prefetch_related("objections").order_by("verdict__place", "pk"))


def _given(call: Call) -> dict[int, dict[int, list[int]]]:
    found: dict[int, dict[int, list[int]]] = {}
    rows = Score.objects.filter(application__call=call).order_by("selector", "pk")
    for key, criterion, points in rows.values_list("application_id", "criterion_id", "points"):
        found.setdefault(key, {}).setdefault(criterion, []).append(points)
    return found


def _seat(
    seat: CallSeat,
    sent: Iterable[Application],
    criteria: Sequence[Criterion],
    given: Mapping[int, Given],
) -> Content:
    return {
        "category": seat.seat.category,
        "places": seat.places,
        "open_to": seat.open_to,
        "applications": [
            _application(row, criteria, given.get(row.pk, {}))
            for row in sent
            if row.seat_id == seat.pk
        ],
    }


def _application(row: Application, criteria: Sequence[Criterion], given: Given) -> Content:
    verdict: Verdict | None = getattr(row, "verdict", None)
    return {
        "number": row.reference,
        "name": row.shown_as,
        "candidate": row.candidate,
        "lateness": row.lateness if row.lateness != Lateness.IN_TIME else "",
        "lateness_reason": row.lateness_reason,
        **_decided(verdict),
        "interest": row.interest if verdict is not None and verdict.decision in IN else "",
        "points_given": [given.get(one.pk, []) for one in criteria] if _is_ranked(verdict) else [],
        "means": [_mean(given.get(one.pk, [])) for one in criteria] if _is_ranked(verdict) else [],
        "objections": [_objection(one) for one in row.objections.all()],
    }


def _decided(verdict: Verdict | None) -> Content:
    if verdict is None:
        return {"decision": "", "reasons": "", "points": "", "place": None, "is_revised": False}
    return {
        "decision": verdict.decision,
        "reasons": verdict.reasons,
        "points": "" if verdict.points is None else str(verdict.points),
        "place": verdict.place,
        "is_revised": verdict.revised_at is not None,
    }


def _is_ranked(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.points is not None


def _mean(points: Sequence[int]) -> str:
    """The mean with two places, half rounded up; the ranking itself uses exact fractions."""
    if not points:
        return ""
    exact = Fraction(sum(points), len(points))
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(quotient.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _objection(made: Objection) -> Content:
    return {
        "edition": made.edition,
        "outcome": made.outcome or "waiting",
        "text": made.text,
        "answer": made.answer,
    }


def objections_of(application: Content) -> list[Content]:
    """Its objections, also from a protocol of the time when each application could have one."""
    if "objections" in application:
        return list(application["objections"])
    names = {"outcome": "objection", "text": "objection_text", "answer": "objection_answer"}
    single = {name: application[key] for name, key in names.items()}
    return [{"edition": 1, **single}] if single["outcome"] else []


def _shown(application: Content) -> Content:
    """That there was an objection and its outcome stand in the public record; its words do not."""
    said = [{**one, "text": "", "answer": ""} for one in objections_of(application)]
    return {**application, "candidate": "", "points_given": [], "objections": said}
