"""What is public of a forum, gathered for its pages: counts and codes, never a person."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forums.gatherings.draw_file import listed_from
from forums.gatherings.models import (
    BriefingPaper,
    Choice,
    Draw,
    Forum,
    Motion,
    MotionKind,
    Session,
    Sex,
    State,
    Table,
    TableVote,
)
from forums.gatherings.selection import ALL, Quota, Stratum, quotas
from forums.gatherings.selection import draw as drawn_from
from forums.gatherings.stages import MOVES, ForumStage
from prestizh.refusal import Sentence
from prestizh.terms import closes_at
from prestizh.ui.components import Progress, Step

TITLES: dict[ForumStage, Sentence] = {
    ForumStage.REGISTERING: _("Registration"),
    ForumStage.LISTED: _("The list is closed"),
    ForumStage.DRAWN: _("Draw and invitations"),
    ForumStage.WORKING: _("Work at the tables"),
    ForumStage.ENDED: _("End of the forum"),
}
TEXTS: dict[ForumStage, Sentence] = {
    ForumStage.LISTED: _(
        "Codes and strata are published with their digest, before the seed is known."
    ),
    ForumStage.DRAWN: _(
        "The seed comes from a public source. Who is drawn confirms; else the reserve."
    ),
    ForumStage.WORKING: _("Every table that votes has one vote."),
}


@dataclass(frozen=True, slots=True)
class Share:
    """One stratum on the page of a draw; `places` is None before the draw."""

    stratum: Stratum
    registered: int
    quota: Quota | None
    places: int | None

    @property
    def words(self) -> str:
        """The stratum in words, in the language of the page; what was joined is left out."""
        cell = self.stratum.cell
        sex = str(Sex(cell.sex).label) if cell.sex in Sex.values else cell.sex
        words = ", ".join(part for part in (cell.area, cell.age, sex) if part != ALL)
        return words or str(_("everybody"))


def changes_at(forum: Forum, now: datetime) -> datetime | None:
    """When the page changes by time alone: at the end of the registration."""
    end = closes_at(forum.registration_ends_on)
    return end if forum.stage == ForumStage.REGISTERING and now < end else None


def tables_of(forum: Forum) -> list[Table]:
    """The tables with how many sit there. One query."""
    return list(
        forum.tables.annotate(
            seated=Count("people", filter=Q(people__state=State.SEATED)),
            waiting=Count("people", filter=Q(people__state=State.RESERVE)),
        )
    )


def sessions_of(forum: Forum) -> list[Session]:
    """The sessions with how many motions each has. One query."""
    return list(forum.sessions.annotate(motions_count=Count("motions")))


def steps_of(forum: Forum) -> list[Step]:
    """The stages that everybody sees, with where the forum stands."""
    stages = [move.target for move in MOVES if move.method == forum.method][1:]
    here = stages.index(ForumStage(forum.stage))
    return [
        Step(TITLES[stage], TEXTS.get(stage, ""), _progress(number, here, stage))
        for number, stage in enumerate(stages)
    ]


def _progress(number: int, here: int, stage: ForumStage) -> Progress:
    if number < here or (number == here and stage == ForumStage.ENDED):
        return "done"
    return "now" if number == here else "ahead"


def papers_of(forum: Forum) -> list[BriefingPaper]:
    """The briefing papers that were not taken back, with their files. One query."""
    return list(forum.papers.standing().select_related("document"))


def has_briefing(forum: Forum) -> bool:
    """Whether there is anything to read beforehand."""
    return bool(forum.briefing_text) or forum.papers.standing().exists()


def draw_of(forum: Forum) -> Draw | None:
    """The draw of a forum, once its list is closed."""
    return Draw.objects.filter(forum=forum).first()


def draw_page_of(forum: Forum) -> dict[str, Any]:
    """What the page of a draw shows; an empty list of shares before the list is closed."""
    drawn = draw_of(forum)
    if drawn is None:
        return {"draw": None, "shares": []}
    listed = listed_from(drawn.listed)
    registered = Counter(candidate.stratum for candidate in listed.candidates)
    outcome = drawn_from(listed, drawn.seed_words) if drawn.is_done else None
    exact = {
        q.stratum: q for q in quotas(listed.strata, listed.places, outcome.seed if outcome else "")
    }
    shares = [
        Share(
            stratum,
            registered[stratum.key],
            exact[stratum.key] if outcome else None,
            outcome.places[stratum.key] if outcome else None,
        )
        for stratum in listed.strata
    ]
    return {
        "draw": drawn,
        "shares": shares,
        "registered": len(listed.candidates),
        "has_unfilled": any(
            share.quota and (share.places or 0) < share.quota.places for share in shares
        ),
        "has_lot": any(share.quota and share.quota.by_lot for share in shares),
        "replacements": list(drawn.replacements.all()),
        "data": drawn.result,
    }


def draw_file_of(forum: Forum) -> dict[str, Any] | None:
    """The data of the published file; None before the list is closed."""
    drawn = draw_of(forum)
    if drawn is None:
        return None
    data: dict[str, Any] = {
        "forum": forum.body.public_id,
        "title": forum.body.name,
        "seed_source": forum.seed_source,
        "population_source": forum.population_source,
        "list_closed_at": drawn.closed_at.isoformat(),
        **drawn.listed,
    }
    if drawn.is_done:
        assert drawn.seed_known_at is not None  # noqa: S101 - a constraint holds it
        data |= {
            "seed_words": drawn.seed_words,
            "seed_known_at": drawn.seed_known_at.isoformat(),
            "seed_link": drawn.seed_link,
            "result": drawn.result,
        }
    return data | (drawn.seating or {})


def motions_of(forum: Forum) -> QuerySet[Motion]:
    """Everything that the tables of a forum proposed."""
    return Motion.objects.filter(session__forum=forum).select_related("session__forum__body")


def has_projects(forum: Forum) -> bool:
    """Whether any table proposed a project idea."""
    return Motion.objects.filter(session__forum=forum, kind=MotionKind.PROJECT).exists()


@dataclass(frozen=True, slots=True)
class Voted:
    """A motion with how many tables chose what."""

    motion: Motion
    votes: list[TableVote]

    @property
    def count(self) -> dict[str, int]:
        """Votes by choice; each choice is there."""
        counted = Counter(vote.choice for vote in self.votes)
        return {choice: counted[choice] for choice in Choice.values}


def session_page_of(session: Session) -> dict[str, Any]:
    """Attendance and motions with their votes. Three queries, however many there are."""
    motions = session.motions.select_related("table", "recommendation__body")
    return {
        "attendance": list(session.attendance.select_related("table")),
        "motions": [
            Voted(motion, list(motion.votes.all()))
            for motion in motions.prefetch_related("votes__table")
        ],
    }
