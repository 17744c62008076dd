"""Who may call an extraordinary meeting: the chair, or so many members in writing as the rules say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from prestizh.meetings.hosts import Entitled, MeetingRules
from prestizh.meetings.models import AskedBy, Kind, Meeting
from prestizh.meetings.rules import Base, read_rule
from prestizh.meetings.wording import in_words
from prestizh.refusal import Obstacle, Refused


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked: `askers` are the members, each as [holder, name]; `needed` the least number."""

    asked_by: str = ""
    askers: list[list[str]] = field(default_factory=list)
    needed: int | None = None

    def keep(self, meeting: Meeting) -> None:
        """Put it on the meeting."""
        meeting.asked_by, meeting.askers = self.asked_by, self.askers
        meeting.askers_needed = self.needed


def request_of(meeting: Meeting) -> Request:
    """What was asked of a meeting in whose stead another is planned."""
    return Request(meeting.asked_by, meeting.askers, meeting.askers_needed)


def able(roll: Iterable[Entitled]) -> list[Entitled]:
    """The members whose request counts: those with a vote, without their substitutes."""
    return [one for one in roll if one.has_vote and not one.stands_for]


def needed(rules: MeetingRules, members: int) -> int:
    """How many must ask; at least one. Raises ValueError where members can't ask."""
    rule = read_rule(rules.extraordinary_share)
    return max(rule.needed(rules.seats if rule.base is Base.SEATS else members), 1)


def heard(
    kind: str, asked_by: str, holders: Sequence[str], roll: list[Entitled], rules: MeetingRules
) -> Request:
    """The request for a meeting of this kind. Raises `Refused` for one that does not reach.

    `holders` are the members who signed a written request.
    """
    if kind != Kind.EXTRAORDINARY:
        return Request()
    if asked_by == AskedBy.CHAIR:
        return Request(AskedBy.CHAIR)
    if asked_by != AskedBy.MEMBERS:
        sentence = _("Say who asked for the extraordinary meeting: the chair, or members.")
        raise Refused(Obstacle(sentence, "", "asked_by"))
    if not rules.extraordinary_share:
        sentence = _("By the rules of this body only the chair calls an extraordinary meeting.")
        raise Refused(Obstacle(sentence, "", "asked_by"))
    members = able(roll)
    if set(holders) - {one.holder for one in members}:
        sentence = _("Only members with a vote ask for a meeting; choose them from the list.")
        raise Refused(Obstacle(sentence, "", "askers"))
    asking = [[one.holder, one.name] for one in members if one.holder in set(holders)]
    least = needed(rules, len(members))
    if len(asking) < least:
        raise Refused(Obstacle(_too_few(len(asking), least, rules), "", "askers"))
    return Request(AskedBy.MEMBERS, asking, least)


def _too_few(asking: int, least: int, rules: MeetingRules) -> str:
    told = ngettext(
        "At least %(least)d member must ask for an extraordinary meeting in writing; %(asking)d "
        "are named. The rule: %(rule)s",
        "At least %(least)d members must ask for an extraordinary meeting in writing; %(asking)d "
        "are named. The rule: %(rule)s",
        least,
    )
    rule = in_words(read_rule(rules.extraordinary_share))
    return told % {"least": least, "asking": asking, "rule": rule}
