"""Minutes as a reader sees them, in the language of the page: the same on screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prestizh.meetings.minutes.content import Content
from prestizh.meetings.models import Choice, Ground, Kind, Method, Mode, Outcome, Presence
from prestizh.meetings.rules import read_rule
from prestizh.meetings.wording import in_words
from prestizh.places.models import in_language
from prestizh.terms import SOFIA
from prestizh.ui.dates import day_text, moment_text

HERE = frozenset({Presence.PRESENT, Presence.ONLINE, Presence.REPRESENTED})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the roll; `note` says how they were there, when they came and left."""

    name: str
    speaks_for: str
    note: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """A proposal and how the vote on it went."""

    text: str
    method: str
    counts: str
    result: str
    rule: str
    carried: bool
    ballots: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda with everything that became of it."""

    key: int
    number: int
    title: str
    text: str
    speaker: str
    is_closed: bool
    notes: str
    papers: Sequence[str]
    private_papers: int
    conflicts: Sequence[tuple[str, str]]
    votes: Sequence[Vote]
    decisions: Sequence[tuple[str, str]]
    opinions: Sequence[tuple[str, str]]

    @property
    def part(self) -> str:
        """The name of its words among the parts of the content."""
        return f"item-{self.key}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Minutes from their head to their foot."""

    host: str
    meeting: str
    facts: Sequence[tuple[str, str]]
    people: Sequence[Person]
    guests: Sequence[str]
    unnamed_guests: int
    quorum: Sequence[str]
    introduction: str
    items: Sequence[Item]
    closing: str
    chaired_by: str
    minute_taker: str
    left_out: Sequence[tuple[str, int]]

    @property
    def here(self) -> list[Person]:
        """Who was there or represented."""
        return [person for person in self.people if person.is_here]

    @property
    def away(self) -> list[Person]:
        """Who was not."""
        return [person for person in self.people if not person.is_here]


def sheet_of(content: Content) -> Sheet:
    """A content, full or public, in the language that is active."""
    kind = str(Kind(content["kind"]).label)
    named = content["title"]
    if not named and content["number"]:
        named = _("%(kind)s No. %(number)d") % {"kind": kind, "number": content["number"]}
    return Sheet(
        host=in_language(content["host"], content["host_en"]),
        meeting=str(capfirst(named or kind)),
        facts=_facts(content, kind),
        people=[_person(one) for one in content["attendance"]],
        guests=[_joined(one["name"], one["represents"]) for one in content["guests"]],
        unnamed_guests=content.get("unnamed_guests", 0),
        quorum=_quorum(content),
        introduction=content["introduction"],
        items=[_item(number, item) for number, item in enumerate(content["items"], 1)],
        closing=content["closing"],
        chaired_by=content["chaired_by"],
        minute_taker=content["minute_taker"],
        left_out=[
            (str(Ground(ground).label), found)
            for ground, found in content.get("left_out", {}).items()
        ],
    )


def _facts(content: Content, kind: str) -> list[tuple[str, str]]:
    opened, closed = _at(content["opened_at"]), _at(content["closed_at"])
    begun = opened or _at(content["starts_at"])
    facts = [
        # Where the meeting has no title of its own, its kind is its name.
        (_("Kind of meeting"), kind if content["title"] else ""),
        (_("How it was held"), str(Mode(content["mode"]).label)),
        (_("Day of the meeting"), day_text(begun) if begun else ""),
        (_("Opened and closed"), _span(opened, closed)),
        (_("Place"), content["place"]),
        (_("Chaired by"), content["chaired_by"]),
        (_("Minutes taken by"), content["minute_taker"]),
    ]
    return [(label, value) for label, value in facts if value]


def _at(written: str) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _span(opened: datetime | None, closed: datetime | None) -> str:
    if opened is None or closed is None:
        return ""
    if opened.astimezone(SOFIA).date() != closed.astimezone(SOFIA).date():
        return f"{moment_text(opened, 'minute')} – {moment_text(closed, 'minute')}"
    return _("from %(opened)s to %(closed)s") % {"opened": _hour(opened), "closed": _hour(closed)}


def _hour(at: datetime) -> str:
    return at.astimezone(SOFIA).strftime("%H:%M")


def _joined(name: str, represents: str) -> str:
    return f"{name}, {represents}" if represents else name


def _person(one: Content) -> Person:
    presence = Presence(one["presence"])
    notes = [str(presence.label)]
    if presence == Presence.REPRESENTED and one["proxy"]:
        notes = [_("represented by %(name)s") % {"name": one["proxy"]}]
    if not one["has_vote"]:
        notes.append(_("without a vote"))
    arrived, left = _at(one["arrived_at"]), _at(one["left_at"])
    if arrived and presence in HERE:
        notes.append(_("came at %(hour)s") % {"hour": _hour(arrived)})
    if left and presence in HERE:
        notes.append(_("left at %(hour)s") % {"hour": _hour(left)})
    return Person(one["name"], one["speaks_for"], ", ".join(notes), presence in HERE)


def _quorum(content: Content) -> list[str]:
    found = content["quorum"]
    if found["present"] is None:
        return []
    sentences = [
        _(
            "%(present)d of %(members)d members with a vote counted as present; %(needed)d were needed."
        )
        % {name: found[name] for name in ("present", "members", "needed")}
    ]
    sentences += [
        _("%(side)s: %(present)d present, %(needed)d needed.")
        % {"side": side, "needed": needed, "present": present}
        for side, (needed, present) in sorted(found["sides"].items())
    ]
    sentences.append(_("Quorum by the rules: %(rule)s") % {"rule": _rule(found["rule"])})
    return sentences


def _rule(expression: str) -> str:
    return in_words(read_rule(expression)) if expression else ""


def _item(number: int, item: Content) -> Item:
    return Item(
        key=item["key"],
        number=number,
        title=item["title"],
        text=item["text"],
        speaker=item["speaker"],
        is_closed=item["is_closed"],
        notes=item["notes"],
        papers=[one["title"] for one in item["papers"]],
        private_papers=item.get("private_papers", 0),
        conflicts=[(one["name"], one.get("statement", "")) for one in item["conflicts"]],
        votes=[_vote(motion) for motion in item["motions"]],
        decisions=[(_decision(one), one["text"]) for one in item["decisions"]],
        opinions=[(one["name"], one["text"]) for one in item["opinions"]],
    )


def _decision(one: Content) -> str:
    values = {"kind": Outcome(one["kind"]).label, "number": one["number"]}
    return str(capfirst(_("%(kind)s No. %(number)d") % values))


def _vote(motion: Content) -> Vote:
    return Vote(
        text=motion["text"],
        method=str(capfirst(Method(motion["method"]).label)),
        counts=_counts(motion),
        result=_result(motion),
        rule=_rule(motion["rule"]),
        carried=bool(motion["carried"]),
        ballots=[_ballot(one) for one in motion["ballots"]],
    )


def _counts(motion: Content) -> str:
    if motion["for"] is None:
        return ""
    return _(
        "for %(for)d, against %(against)d, abstained %(abstain)d; %(present)d could vote, "
        "%(needed)d votes for were needed"
    ) % {name: motion[name] for name in ("for", "against", "abstain", "present", "needed")}


def _result(motion: Content) -> str:
    if motion["withdrawn"]:
        return _("withdrawn before the vote")
    if motion["carried"] is None:
        return _("not put to the vote")
    if not motion["quorum_ok"]:
        return _("not carried: no quorum")
    return _("carried") if motion["carried"] else _("not carried")


def _ballot(one: Content) -> tuple[str, str]:
    choice = str(Choice(one["choice"]).label)
    if one["cast_by"] and one["cast_by"] != one["name"]:
        choice = _("%(choice)s, by %(name)s") % {"choice": choice, "name": one["cast_by"]}
    return one["name"], choice


def left_out_words(sheet: Sheet) -> list[str]:
    """That passages are left out, and on what ground, a sentence each."""
    return [
        ngettext(
            "%(count)d passage is left out: %(ground)s.",
            "%(count)d passages are left out: %(ground)s.",
            found,
        )
        % {"count": found, "ground": ground}
        for ground, found in sheet.left_out
    ]
