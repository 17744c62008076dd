"""Who holds meetings: a higher app registers its kind of host, with its roll and its rules.

A host is named by its kind and by the subject under which the record keeps its chain.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.urls import reverse

from prestizh.places.models import in_language

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from prestizh.accounts.access import Anyone
    from prestizh.accounts.models import User
    from prestizh.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What a page says about who meets; `name_en` may be empty.

    `view` and `public_id` name its own page, `publication_key` the name under which it is kept.
    """

    subject: UUID
    name: str
    name_en: str
    view: str
    public_id: str
    publication_key: str
    is_public: bool
    is_at_work: bool

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def url(self) -> str:
        """The address of its page."""
        return reverse(self.view, args=[self.public_id])


@dataclass(frozen=True, slots=True)
class Entitled:
    """One person who may sit in a meeting.

    `holder` names their seat for good, whoever's account it is. `stands_for` is the holder for whom
    a substitute sits, empty for a member. `side` counts where the rules ask for parity.
    """

    holder: str
    user: "User | None"
    name: str
    speaks_for: str = ""
    category: str = ""
    side: str = ""
    has_vote: bool = True
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """By what rules a host meets. `quorum`, `majority`: expressions of `prestizh.meetings.rules`.

    `seats` is the number of seats with a vote, vacant ones too. Lengths are in days.
    `extraordinary_share` says how many members may ask for an extraordinary meeting; empty where
    only the chair calls one. `excused_count`: an absence that was excused is one, too.
    """

    quorum: str
    majority: str
    seats: int
    notice_days: int
    proxies: bool
    most_proxies: int
    parity: bool
    remarks_days: int
    minutes_days: int
    meetings_are_open: bool
    extraordinary_share: str = ""
    excused_count: bool = False


class Host(Protocol):
    """One kind of host."""

    kind: str

    def find_many(self, subjects: Collection[UUID]) -> dict[UUID, HostFacts]:
        """The facts of those among `subjects` that are of this kind, in one query."""

    def roll(self, subject: UUID) -> list[Entitled]:
        """Who may sit in a meeting now: members, and the substitutes who stand for them."""

    def rules(self, subject: UUID) -> MeetingRules:
        """The rules in force now."""

    def came_after(self, subject: UUID) -> dict[str, str]:
        """By the holder whose place they took, so that absences in a row go on."""

    def follow_absences(self, meeting: "Meeting", *, actor: "User") -> None:
        """Do what the rules say of those who stayed away: counted when the meeting was closed."""

    def kept_by(self, user: "Anyone") -> "QuerySet[Any, UUID]":
        """The subjects whose secretary `user` is."""

    def sat_in_by(self, user: "Anyone") -> "QuerySet[Any, UUID]":
        """The subjects in which `user` sits now."""


_hosts: dict[str, Host] = {}


def register(kept: Host) -> None:
    """Let this kind of host hold meetings."""
    _hosts[kept.kind] = kept


def hosts() -> list[Host]:
    """Every kind of host, in the order of their names."""
    return [_hosts[kind] for kind in sorted(_hosts)]


def host(kind: str) -> Host:
    """The host of this kind. Raises KeyError for one that nobody registered."""
    return _hosts[kind]


def find(kind: str, subject: UUID) -> HostFacts:
    """The facts of one host. Raises KeyError where there is none."""
    return _hosts[kind].find_many([subject])[subject]


def find_subject(subject: UUID) -> tuple[str, HostFacts]:
    """The kind and the facts of the host with this subject. Raises LookupError for none."""
    for kept in hosts():
        found = kept.find_many([subject])
        if found:
            return kept.kind, found[subject]
    raise LookupError(subject)


def kept_by(user: "Anyone") -> list[HostFacts]:
    """Everything at work whose papers this person keeps, by name: two queries for each kind."""
    found = [
        facts
        for kept in hosts()
        for facts in kept.find_many(list(kept.kept_by(user))).values()
        if facts.is_at_work
    ]
    return sorted(found, key=lambda facts: facts.name)
