"""The protocol in words, for paper: made of its content, public or full, in Bulgarian."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.bodies.models.seat import SeatCategory
from forums.calls.models import CallSeat, Lateness, Objection, Verdict
from forums.calls.protocol.content import Content, objections_of
from prestizh.ui.dates import day_text, moment_text

Row = list[str]
DASH = "–"
DOTS = "………………………………………………"


@dataclass(frozen=True, slots=True)
class Entry:
    """One application: its decision, its points by criterion, the reasons."""

    heading: str
    decision: str
    facts: list[tuple[str, str]]
    points: list[Row]
    reasons: str
    objection: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SeatSheet:
    """What was decided for one of the called seats: an overview, then each application."""

    heading: str
    overview: list[Row]
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class SupplementSheet:
    """What was corrected after an objection: when, what went back, why, and what changed by it."""

    heading: str
    facts: list[tuple[str, str]]
    grounds: str
    heads: Row
    changes: list[Row]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole protocol in words; `is_full` where it names selectors and their points."""

    is_full: bool
    title: str
    call: str
    body: str
    facts: list[tuple[str, str]]
    criteria: list[Row]
    selectors: list[tuple[str, str]]
    overview_heads: Row
    points_heads: Row
    seats: list[SeatSheet]
    supplements: list[SupplementSheet]
    left_out: str


def sheet_of(content: Content) -> Sheet:
    """The words of a protocol's content, in the language that is active."""
    is_full = bool(content["selectors"])
    return Sheet(
        is_full=is_full,
        title=_("Protocol of the selection"),
        call=content["title"],
        body=content["body"],
        facts=list(_facts(content)),
        criteria=[
            [one["name"], str(one["most"]), number(one["weight"])] for one in content["criteria"]
        ],
        selectors=[
            (f"{place}. {', '.join(filter(None, (one['name'], one['position'])))}", DOTS)
            for place, one in enumerate(content["selectors"], start=1)
        ],
        overview_heads=[_("Place in the ranking"), "№", _("Applicant"), _("Points"), _("Decision")],
        points_heads=_points_heads(is_full=is_full),
        seats=[_seat(seat, content["criteria"], is_full=is_full) for seat in content["seats"]],
        supplements=supplements_of(content),
        left_out="" if is_full else _left_out(),
    )


def supplements_of(content: Content) -> list[SupplementSheet]:
    """What was corrected so far, in the language that is active; earlier protocols have none."""
    return [
        SupplementSheet(
            heading=_("Supplement to the protocol, edition %(number)d")
            % {"number": one["edition"]},
            facts=[
                (_("Result corrected on"), _moment(one["at"])),
                *(
                    (
                        _("No. %(number)s is assessed after all") % {"number": back["number"]},
                        _("its objection was upheld on %(day)s") % {"day": _day(back["upheld_at"])},
                    )
                    for back in one["readmitted"]
                ),
            ],
            grounds=one["grounds"],
            heads=["№", _("Before the correction"), _("After it")],
            changes=[
                [change["number"], _standing(change["before"]), _standing(change["after"])]
                for change in one["changes"]
            ],
        )
        for one in content.get("supplements", [])
    ]


def _standing(said: Content) -> str:
    """Decision, place and points in a line."""
    decision = said["decision"]
    parts = [
        str(Verdict.Decision(decision).label) if decision else str(Lateness.NOT_ADMITTED.label)
    ]
    if said["place"]:
        parts.append(_("place %(place)d") % {"place": said["place"]})
    if said["points"]:
        parts.append(_("%(points)s points") % {"points": number(said["points"])})
    return ", ".join(parts)


def number(text: str) -> str:
    """A number as it is written in the language; a dash where there is none."""
    return number_format(Decimal(text)) if text else DASH


def _left_out() -> str:
    return _(
        "This is the public copy. It leaves out who assessed and the points that each of them "
        "gave, the representatives of organisations, the names of persons who applied in their own "
        "name, and of the declarations all but the interest represented."
    )


def _facts(content: Content) -> Iterator[tuple[str, str]]:
    yield _("Call for members"), content["title"]
    yield _("Body"), content["body"]
    yield _("Call published on"), _day(content["published_at"])
    yield _("Last day to apply"), _day(content["last_day"])
    yield _("Who selects"), content["selected_by"]
    count = content["selectors_number"]
    yield (
        _("Assessed by"),
        ngettext("%(count)d selector", "%(count)d selectors", count) % {"count": count},
    )
    if Decimal(content["least_points"]):
        yield _("Points without which nobody is selected"), number(content["least_points"])
    yield _("Result published on"), _moment(content["decided_at"])
    if content["finished_at"]:
        yield _("The result is final since"), _moment(content["finished_at"])
    else:
        yield _("Objections are taken until"), _day(content["objections_last_day"])
    if content["edition"] > 1:
        yield _("Edition of the protocol"), str(content["edition"])


def _day(text: str) -> str:
    return day_text(datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text))


def _moment(text: str) -> str:
    return moment_text(datetime.fromisoformat(text), "minute")


def _points_heads(*, is_full: bool) -> Row:
    given = [_("Points given, in the order of the selectors")] if is_full else []
    return [_("Criterion"), *given, _("Mean"), _("Weight"), _("Counted points")]


def _seat(seat: Content, criteria: Sequence[Content], *, is_full: bool) -> SeatSheet:
    places = seat["places"]
    said = ngettext("%(count)d place", "%(count)d places", places) % {"count": places}
    category = capfirst(str(SeatCategory(seat["category"]).label))
    who = CallSeat.For(seat["open_to"]).label
    return SeatSheet(
        heading=f"{category} · {said} · {_('for')} {who}",
        overview=[_overview(one, is_full=is_full) for one in seat["applications"]],
        entries=[_entry(one, criteria, is_full=is_full) for one in seat["applications"]],
    )


def _name(application: Content, *, is_full: bool) -> str:
    """The organisation; a person only in the full protocol."""
    return application["name"] or (application["candidate"] if is_full else "") or _("a person")


def _decision(application: Content) -> str:
    if application["decision"]:
        return str(Verdict.Decision(application["decision"]).label)
    return str(Lateness(application["lateness"] or Lateness.IN_TIME).label)


def _overview(application: Content, *, is_full: bool) -> Row:
    return [
        str(application["place"] or DASH),
        application["number"],
        _name(application, is_full=is_full),
        number(application["points"]),
        _decision(application),
    ]


def _entry(application: Content, criteria: Sequence[Content], *, is_full: bool) -> Entry:
    decision = _decision(application)
    if application["is_revised"]:
        decision = f"{decision} ({_('changed after an objection')})"
    return Entry(
        heading=f"№ {application['number']} · {_name(application, is_full=is_full)}",
        decision=decision,
        facts=list(_entry_facts(application)),
        points=list(_points(application, criteria, is_full=is_full)),
        reasons=application["reasons"],
        objection=list(_objection(application)),
    )


def _entry_facts(application: Content) -> Iterator[tuple[str, str]]:
    if application["place"]:
        yield _("Place in the ranking"), str(application["place"])
    if application["points"]:
        yield _("Points"), number(application["points"])
    # Beside an organisation stands who represents it; a person is the heading already.
    if application["name"] and application["candidate"]:
        yield _("Representative"), application["candidate"]
    if application["lateness"]:
        late = str(Lateness(application["lateness"]).label)
        yield _("Received"), ": ".join(filter(None, (late, application["lateness_reason"])))
    if application["interest"]:
        yield _("Interest represented"), application["interest"]


def _points(application: Content, criteria: Sequence[Content], *, is_full: bool) -> Iterator[Row]:
    for place, (criterion, mean) in enumerate(zip(criteria, application["means"], strict=False)):
        given = [", ".join(map(str, application["points_given"][place])) or DASH] if is_full else []
        yield [
            criterion["name"],
            *given,
            number(mean),
            number(criterion["weight"]),
            number(_counted(mean, criterion["weight"])),
        ]


def _counted(mean: str, weight: str) -> str:
    if not mean:
        return ""
    return str((Decimal(mean) * Decimal(weight)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _objection(application: Content) -> Iterator[tuple[str, str]]:
    for made in objections_of(application):
        outcome, to_correction = made["outcome"], made["edition"] > 1
        said = _("not answered yet") if outcome == "waiting" else Objection.Outcome(outcome).label
        yield _("Objection to the corrected result") if to_correction else _("Objection"), str(said)
        if made["text"]:
            yield _("What was objected"), made["text"]
        if made["answer"]:
            yield _("Reasons of the answer"), made["answer"]
