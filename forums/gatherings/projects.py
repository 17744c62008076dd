"""Project ideas: judged by criteria agreed beforehand, selected within the fund, followed up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import (
    Choice,
    Criterion,
    Forum,
    Motion,
    MotionKind,
    ProjectStage,
    Score,
    TableVote,
    Verdict,
)
from forums.gatherings.procedure import must_be, run, show
from forums.gatherings.stages import ForumStage
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused

FOLLOWING = (ProjectStage.AT_WORK, ProjectStage.DONE, ProjectStage.STOPPED)


@transaction.atomic
def add_criterion(forum: Forum, *, actor: User, name: str, most: int) -> Criterion:
    """Agree on a criterion, before any idea is judged. Raises `Refused`."""
    row = run(forum, actor)
    refuse_egn({"name": name})
    if Score.objects.filter(criterion__forum=row).exists():
        raise Refused(_("Ideas were judged already: the criteria stay."))
    if row.criteria.filter(name=name).exists():
        raise Refused(Obstacle(_("There is such a criterion already."), "", "name"))
    if not 1 <= most <= 100:
        raise Refused(Obstacle(_("Give one to a hundred points."), "", "most"))
    criterion: Criterion = row.criteria.create(name=name, most=most)
    public = {"criterion": name, "most": str(most)}
    record(row.subject, "forum.criterion_agreed", actor=actor, public=public)
    show(row)
    return criterion


@transaction.atomic
def judge(motion: Motion, *, actor: User, points: Mapping[Criterion, int]) -> Motion:
    """Enter the points of an idea by every criterion, once. Raises `Refused`."""
    forum = run(motion.session.forum, actor)
    must_be(forum, ForumStage.WORKING)
    row: Motion = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    if row.kind != MotionKind.PROJECT:
        raise Refused(_("Only project ideas are judged by criteria."))
    if row.scores.exists():
        raise Refused(_("This idea was judged already."))
    for criterion in forum.criteria.all():
        field = f"criterion_{criterion.pk}"
        if criterion not in points or not 0 <= points[criterion] <= criterion.most:
            sentence = _("Give from 0 to %(most)d points.") % {"most": criterion.most}
            raise Refused(Obstacle(sentence, "", field))
    Score.objects.bulk_create(
        Score(motion=row, criterion=criterion, points=count) for criterion, count in points.items()
    )
    public = {
        "idea": row.title,
        "points": " ".join(str(points[c]) for c in forum.criteria.all()),
    }
    record(forum.subject, "forum.idea_judged", actor=actor, public=public)
    show(forum)
    return row


@transaction.atomic
def select(forum: Forum, *, actor: User) -> list[Motion]:
    """Select from the ideas that were carried, best first, as far as the fund goes.

    The order is by points, then by votes for, then by what was proposed first; an idea that asks for
    more than is left is passed over. Gives the selected. Raises `Refused`.
    """
    row = run(forum, actor)
    must_be(row, ForumStage.WORKING)
    if row.fund is None:
        raise Refused(_("This forum has no fund for projects."))
    ideas = Motion.objects.filter(session__forum=row, kind=MotionKind.PROJECT)
    if ideas.exclude(stage="").exists():
        raise Refused(_("The projects are selected already."))
    if ideas.filter(Q(verdict="") | Q(scores=None)).exists() or not ideas.exists():
        raise Refused(_("Every idea must be judged by the criteria and voted on first."))
    chosen, left = [], row.fund
    for idea in (one.idea for one in ranked(row)):
        if idea.verdict != Verdict.CARRIED:
            continue
        fits = idea.asked <= left
        idea.stage = ProjectStage.SELECTED if fits else ProjectStage.NOT_SELECTED
        idea.save(update_fields=["stage"])
        if fits:
            chosen.append(idea)
            left -= idea.asked
    public = {"selected": "\n".join(idea.title for idea in chosen), "left": str(Decimal(left))}
    record(row.subject, "forum.projects_selected", actor=actor, public=public)
    show(row)
    return chosen


@dataclass(frozen=True, slots=True)
class Ranked:
    """An idea with what its place in the selection depends on."""

    idea: Motion
    points: int
    votes_for: int


def ranked(forum: Forum) -> list[Ranked]:
    """The ideas of a forum in the order of selection. Three queries."""
    points = Counter[int]()
    for motion, count in Score.objects.filter(criterion__forum=forum).values_list(
        "motion_id", "points"
    ):
        points[motion] += count
    voted = TableVote.objects.filter(motion__session__forum=forum, choice=Choice.FOR)
    votes = Counter(voted.values_list("motion_id", flat=True))
    ideas = Motion.objects.filter(session__forum=forum, kind=MotionKind.PROJECT)
    found = [
        Ranked(idea, points[idea.pk], votes[idea.pk])
        for idea in ideas.select_related("table", "session")
    ]
    return sorted(found, key=lambda one: (-one.points, -one.votes_for, one.idea.pk))


@transaction.atomic
def follow_up(
    motion: Motion, *, actor: User, stage: str, responsible: str, result: str = ""
) -> Motion:
    """Say how a selected project goes on, and who is responsible. Raises `Refused`."""
    forum = run(motion.session.forum, actor)
    row: Motion = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    if row.stage not in {ProjectStage.SELECTED, *FOLLOWING}:
        raise Refused(_("Only a project that was selected is carried out."))
    if stage not in FOLLOWING:
        raise Refused(Obstacle(_("Choose how the project goes on."), "", "stage"))
    if not responsible.strip():
        raise Refused(Obstacle(_("Say who is responsible."), "", "responsible"))
    refuse_egn({"responsible": responsible, "result": result})
    row.stage, row.responsible, row.result = stage, responsible.strip(), result.strip()
    row.save(update_fields=["stage", "responsible", "result"])
    public = {"idea": row.title, "stage": stage, "responsible": row.responsible}
    record(forum.subject, "forum.project_followed", actor=actor, public=public)
    show(forum)
    return row
