"""Writing a recommendation down: its words, its addressee, where it comes from, its links."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation, Provision
from consultations.stages import PUBLIC_STAGES as PUBLIC_CONSULTATIONS
from forums.bodies.models import Body
from forums.bodies.procedure import at_work
from forums.recommendations.models import (
    Addressee,
    Link,
    LinkKind,
    Origin,
    Recommendation,
    RecommendationChange,
)
from forums.recommendations.procedure import advance, lawful_move, locked, tell
from forums.recommendations.readers import account_of
from forums.recommendations.stages import MOVES, RecommendationStage, RecommendationStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.moves import move_for
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import sofia_day

# What is filled in by hand; the acts take nothing else.
FACTS = (
    "title",
    "title_en",
    "text",
    "text_en",
    "addressee",
    "addressee_name",
    "unit",
    "addressee_email",
    "origin",
    "decision",
    "origin_reason",
    "due_on",
    "due_ground",
)


@transaction.atomic
def prepare(body: Body, *, actor: User, **facts: Any) -> Recommendation:
    """Write down what a body recommends; it gets its number in the body's year. Raises `Refused`."""
    row = at_work(body)
    access.require(actor, "recommendation.manage", row.subject)
    now = clock.now()
    year = sofia_day(now).year
    numbered = Recommendation.objects.filter(body=row, year=year)
    last = numbered.aggregate(last=Max("number"))["last"] or 0
    made = Recommendation(body=row, year=year, number=last + 1, drafted_by=actor, drafted_at=now)
    _set(made, facts)
    refuse_if_any(obstacles(made))
    made.save()
    move = move_for(MOVES, RecommendationStep.DRAFT, None)
    assert move is not None  # noqa: S101 - the table begins with it
    RecommendationChange.objects.create(
        recommendation=made, target=move.target, step=move.step, actor=actor, at=now
    )
    fields = {"recommendation": made.public_id, "title": made.title}
    record(row.subject, "recommendation.drafted", actor=actor, private=fields)
    return made


@transaction.atomic
def revise(recommendation: Recommendation, *, actor: User, **facts: Any) -> Recommendation:
    """Change what was not sent yet. Raises `Refused`."""
    row = locked(recommendation)
    access.require(actor, "recommendation.manage", row.body.subject)
    if row.stage != RecommendationStage.DRAFTED:
        raise Refused(_("What was sent stays as it was sent."))
    _set(row, facts)
    refuse_if_any(obstacles(row))
    row.save(update_fields=[*FACTS, "addressee_user"])
    return row


def obstacles(recommendation: Recommendation) -> list[Obstacle]:
    """What is wrong with a recommendation as it is written down."""
    found = []
    if not recommendation.title.strip():
        found.append(Obstacle(_("Say in one line what it is about."), field="title"))
    if not recommendation.text.strip():
        found.append(Obstacle(_("Write what the body recommends."), field="text"))
    named = {Addressee.COMMISSION, Addressee.INSTITUTION}
    if recommendation.addressee not in Addressee.values:
        found.append(Obstacle(_("Say to whom the recommendation goes."), field="addressee"))
    if recommendation.addressee in named and not recommendation.addressee_name.strip():
        found.append(Obstacle(_("Write the addressee's name."), field="addressee_name"))
    if recommendation.addressee == Addressee.UNIT and recommendation.unit is None:
        found.append(Obstacle(_("Choose the unit of the administration."), field="unit"))
    return [*found, *_without_origin(recommendation)]


def _without_origin(recommendation: Recommendation) -> list[Obstacle]:
    if recommendation.origin not in Origin.values:
        return [Obstacle(_("Say where it was decided."), field="origin")]
    decision = recommendation.decision
    if recommendation.origin == Origin.MEETING:
        if decision is None or decision.meeting.subject != recommendation.body.subject:
            sentence = _("Choose the decision of a meeting of this body.")
            return [Obstacle(sentence, field="decision")]
        return []
    if decision is not None:
        sentence = _("What rests on a decision of a meeting was decided at a meeting.")
        return [Obstacle(sentence, field="origin")]
    if not recommendation.origin_reason.strip():
        sentence = _("Say why the recommendation was not decided at a meeting, and how it was.")
        return [Obstacle(sentence, field="origin_reason")]
    return []


@transaction.atomic
def drop(recommendation: Recommendation, *, actor: User) -> Recommendation:
    """Put aside what was not sent; its number is not used again. Raises `Refused`."""
    row = locked(recommendation)
    access.require(actor, "recommendation.manage", row.body.subject)
    advance(row, lawful_move(row, RecommendationStep.DROP), actor=actor, at=clock.now())
    fields = {"recommendation": row.public_id}
    record(row.body.subject, "recommendation.put_aside", actor=actor, private=fields)
    return row


@transaction.atomic
def link(
    recommendation: Recommendation,
    *,
    actor: User,
    kind: str,
    consultation: Consultation | None = None,
    provision: Provision | None = None,
    title: str = "",
    url: str = "",
) -> Link:
    """Link it with a consultation, an article of its draft, or another page. Raises `Refused`."""
    row = locked(recommendation)
    access.require(actor, "recommendation.manage", row.body.subject)
    _refuse_no_link(kind, consultation, provision, title, url)
    is_inner = kind in {LinkKind.CONSULTATION, LinkKind.PROVISION}
    fresh = Link(
        recommendation=row,
        kind=kind,
        consultation=consultation if is_inner else None,
        provision=provision if kind == LinkKind.PROVISION else None,
        title="" if is_inner else title,
        url="" if is_inner else url,
        added_by=actor,
        added_at=clock.now(),
    )
    same = Link.objects.filter(recommendation=row, consultation=fresh.consultation, url=fresh.url)
    if same.filter(provision=fresh.provision).exists():
        raise Refused(_("This link stands there already."))
    fresh.save()
    if row.stage != RecommendationStage.DRAFTED:
        fields = {"recommendation": row.public_id, "kind": kind, "to": str(fresh)}
        record(row.body.subject, "recommendation.linked", actor=actor, public=fields)
        tell(row)
    return fresh


def _refuse_no_link(
    kind: str,
    consultation: Consultation | None,
    provision: Provision | None,
    title: str,
    url: str,
) -> None:
    if kind not in LinkKind.values:
        raise Refused(Obstacle(_("Choose with what it is linked."), field="kind"))
    if kind in {LinkKind.SURVEY, LinkKind.PAGE}:
        if not (title.strip() and url.startswith(("https://", "http://"))):
            raise Refused(Obstacle(_("Write the title and the address of the page."), field="url"))
        return
    if consultation is None or consultation.stage not in PUBLIC_CONSULTATIONS:
        raise Refused(Obstacle(_("Choose a consultation that is public."), field="consultation"))
    if kind == LinkKind.PROVISION and (
        provision is None or provision.consultation_id != consultation.pk
    ):
        raise Refused(
            Obstacle(_("This draft has no such article. Write it as in чл. 5."), field="provision")
        )


def _set(recommendation: Recommendation, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        if name in FACTS:
            setattr(recommendation, name, value)
    # The account of that address answers here; without one the letter goes to the address.
    recommendation.addressee_user = account_of(recommendation.addressee_email)
