"""Votes of those who gathered: counted by hand or on paper, or taken by name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings import counting
from prestizh.meetings.counting import Votes
from prestizh.meetings.models import (
    AgendaItem,
    Ballot,
    Choice,
    Meeting,
    Method,
    Motion,
)
from prestizh.meetings.opening import lacking
from prestizh.meetings.procedure import in_session, tell
from prestizh.meetings.rules import read_rule
from prestizh.meetings.session import Session, Voter
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def vote_counted(
    item: AgendaItem,
    *,
    actor: User,
    text: str,
    method: str,
    votes_for: int,
    votes_against: int,
    votes_abstain: int,
    majority: str = "",
) -> Motion:
    """Note an open vote by show of hands, or a secret one on paper. Raises `Refused`."""
    meeting = _gathered(item, actor)
    if method not in {Method.OPEN, Method.SECRET}:
        raise Refused(Obstacle(_("Choose how the vote was taken."), "", "method"))
    session = Session(meeting)
    _refuse_without_quorum(session)
    motion = put(item, meeting, actor, text, method, majority)
    votes = Votes(votes_for, votes_against, votes_abstain)
    count(motion, meeting, session, votes, len(session.voters(item)), actor)
    return motion


@transaction.atomic
def vote_by_name(
    item: AgendaItem,
    *,
    actor: User,
    text: str,
    choices: Mapping[int, str],
    majority: str = "",
) -> Motion:
    """Note how each member voted: `choices` by the key of the attendee. Raises `Refused`."""
    meeting = _gathered(item, actor)
    session = Session(meeting)
    _refuse_without_quorum(session)
    voters = {voter.attendee.pk: voter for voter in session.voters(item)}
    strangers = [session.by_key.get(key) for key in choices if key not in voters]
    if strangers:
        names = ", ".join(one.name for one in strangers if one is not None)
        sentence = _("These have no vote on this item, or are not present: %(names)s.")
        raise Refused(Obstacle(sentence % {"names": names or "?"}, "", "choices"))
    refuse_unknown(choices.values())
    motion = put(item, meeting, actor, text, Method.BY_NAME, majority)
    now = clock.now()
    Ballot.objects.bulk_create(
        _ballot(motion, voters[key], choice, now) for key, choice in sorted(choices.items())
    )
    count(motion, meeting, session, counted(choices.values()), len(voters), actor)
    return motion


def _gathered(item: AgendaItem, actor: User) -> Meeting:
    """The meeting in session, at which people gather. Raises `Refused`."""
    meeting = in_session(item.meeting, actor)
    if meeting.is_written:
        raise Refused(_("At a written meeting the members vote from their own pages."))
    return meeting


def _refuse_without_quorum(session: Session) -> None:
    quorum = session.quorum()
    if not quorum.is_met:
        raise Refused(
            *lacking(quorum), _("Note who came back, or close the meeting: nothing can be decided.")
        )


def refuse_unknown(choices: Iterable[str]) -> None:
    """Raise `Refused` for what is no vote."""
    if not set(choices) <= set(Choice.values):
        raise Refused(Obstacle(_("Vote for, against, or abstain."), "", "choice"))


def put(
    item: AgendaItem, meeting: Meeting, actor: User, text: str, method: str, majority: str
) -> Motion:
    """Put a text to the vote. Raises `Refused` for no text and for no rule of majority."""
    if not text.strip():
        raise Refused(Obstacle(_("Write what is put to the vote."), "", "text"))
    rule = majority or meeting.majority
    try:
        read_rule(rule)
    except ValueError as error:
        sentence = _("This is no rule of majority. Choose one of the list.")
        raise Refused(Obstacle(sentence, "", "majority")) from error
    motion: Motion = Motion.objects.create(
        item=item, text=text.strip(), method=method, majority=rule, put_by=actor, put_at=clock.now()
    )
    return motion


def _ballot(motion: Motion, voter: Voter, choice: str, at: datetime) -> Ballot:
    by_another = voter.cast_by.pk != voter.attendee.pk
    return Ballot(
        motion=motion,
        attendee=voter.attendee,
        choice=choice,
        cast_by=voter.cast_by if by_another else None,
        at=at,
    )


def counted(choices: Iterable[str]) -> Votes:
    """The votes, added up."""
    count = Counter(choices)
    return Votes(count[Choice.FOR], count[Choice.AGAINST], count[Choice.ABSTAIN])


def count(
    motion: Motion,
    meeting: Meeting,
    session: Session,
    votes: Votes,
    present: int,
    actor: User,
    took_part: set[int] | None = None,
) -> None:
    """Count, freeze and record a vote. Raises `Refused` for more ballots than people."""
    if votes.cast > present:
        told = ngettext(
            "%(cast)d votes were entered, but only %(present)d person who may vote is present.",
            "%(cast)d votes were entered, but only %(present)d people who may vote are present.",
            present,
        )
        values = {"cast": votes.cast, "present": present}
        raise Refused(Obstacle(told % values, "", "votes_for"))
    quorum = session.quorum() if took_part is None else session.quorum_of(took_part)
    result = counting.decide(read_rule(motion.majority), votes, present, session.whole)
    motion.taken_at = clock.now()
    motion.votes_for, motion.votes_against = votes.in_favour, votes.against
    motion.votes_abstain, motion.present = votes.abstained, present
    motion.whole, motion.needed = result.of, result.needed
    motion.quorum_ok = quorum.is_met
    motion.carried = result.carried and quorum.is_met
    motion.save()
    _record(motion, meeting, actor)
    tell(meeting)


def _record(motion: Motion, meeting: Meeting, actor: User) -> None:
    fields = named(meeting, motion) | {
        "method": motion.method,
        "majority": motion.majority,
        "for": str(motion.votes_for),
        "against": str(motion.votes_against),
        "abstain": str(motion.votes_abstain),
        "present": str(motion.present),
        "needed": str(motion.needed),
        "carried": "yes" if motion.carried else "no",
    }
    names = {
        f"ballot_{ballot.attendee_id}": f"{ballot.attendee.holder} {ballot.choice}"
        for ballot in motion.ballots.select_related("attendee")
    }
    closed = motion.item.is_closed
    public, private = ({}, {"text": motion.text}) if closed else ({"text": motion.text}, {})
    record(
        meeting.subject,
        "motion.voted",
        actor=actor,
        public={**fields, **public, **({} if closed else names)},
        private={**private, **(names if closed else {})},
    )


def named(meeting: Meeting, motion: Motion) -> dict[str, str]:
    """What names a motion in the record."""
    return {
        "meeting": meeting.public_id,
        "item": str(motion.item.position),
        "motion": str(motion.pk),
    }
