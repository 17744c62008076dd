"""Taking a proposal into the register: sent by a citizen, from a survey, a partner or a body."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from feedback.measures.models import ImprovementProposal, Source
from feedback.measures.models.proposal import LONGEST
from feedback.measures.procedure import advance, lawful_due_day
from feedback.measures.stages import MOVES, ImprovementStep
from feedback.surveys.models import Survey
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.moves import move_for
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import sofia_day

# Of one account within a day; whoever has more to say writes them into one.
MOST_A_DAY = 10
ONE_DAY = timedelta(hours=24)


@transaction.atomic
def propose(
    text: str, *, actor: User, name: str = "", wants_letter: bool = True
) -> ImprovementProposal:
    """A citizen's own proposal, from their account. Raises `Refused`.

    `name` is shown to nobody but those who keep the register; `wants_letter` sends the answer.
    """
    since = clock.now() - ONE_DAY
    if actor.improvement_proposals.filter(received_at__gt=since).count() >= MOST_A_DAY:
        raise Refused(_("You sent ten proposals within a day. Put the rest into one tomorrow."))
    email = actor.email if wants_letter else ""
    return _received(
        text, Source.CITIZEN, actor=actor, author=actor, name=name.strip(), email=email
    )


@transaction.atomic
def take_in(
    text: str,
    *,
    source: str,
    actor: User,
    source_name: str = "",
    survey: Survey | None = None,
    name: str = "",
    email: str = "",
    analysis: Document | None = None,
    analysis_url: str = "",
) -> ImprovementProposal:
    """Enter what came otherwise: on paper, in a survey, from a partner or a body. Raises `Refused`.

    An answer to a survey is taken with the survey alone: nothing leads back to its author. `survey`
    is one of this portal; of one held elsewhere there is but the name.
    """
    access.require(actor, "improvement.manage")
    return _received(
        text,
        source,
        actor=actor,
        source_name=source_name.strip(),
        survey=survey,
        name=name.strip(),
        email=email.strip(),
        analysis=analysis,
        analysis_url=analysis_url.strip(),
    )


def _received(text: str, source: str, *, actor: User, **facts: Any) -> ImprovementProposal:
    now = clock.now()
    day = sofia_day(now)
    refuse_if_any(_wrong(text, source, facts))
    refuse_egn({"text": text, "name": facts.get("name", "")})
    with connection.cursor() as cursor:
        # Two proposals at the same instant get two numbers.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('measures.number'))")
    last = ImprovementProposal.objects.filter(year=day.year).aggregate(last=Max("number"))["last"]
    made: ImprovementProposal = ImprovementProposal.objects.create(
        year=day.year,
        number=(last or 0) + 1,
        source=source,
        text=text.strip(),
        received_at=now,
        due_on=lawful_due_day(day),
        **facts,
    )
    move = move_for(MOVES, ImprovementStep.RECEIVE, None)
    assert move is not None  # noqa: S101 - the table begins with it
    advance(made, move, actor=actor, at=now)
    _record(made, actor)
    return made


def _record(made: ImprovementProposal, actor: User) -> None:
    private = {"text": made.text, "name": made.name, "source_name": made.source_name}
    public = {
        "reference": made.reference,
        "source": str(made.source),
        "due_on": made.due_on.isoformat(),
    }
    if made.survey is not None:
        public["survey"] = made.survey.public_id
    record(made.subject, "improvement.received", actor=actor, public=public, private=private)


def _wrong(text: str, source: str, facts: dict[str, Any]) -> list[Obstacle]:
    found = []
    if not text.strip():
        found.append(Obstacle(_("Write what you propose."), field="text"))
    if len(text) > LONGEST:
        long = _("At most %(most)s characters are taken.") % {"most": LONGEST}
        found.append(Obstacle(long, field="text"))
    if source not in Source.values:
        found.append(Obstacle(_("Say where the proposal came from."), field="source"))
    elif source != Source.CITIZEN and not facts.get("source_name"):
        sentence = _("Name the survey, the partner or the body.")
        found.append(Obstacle(sentence, field="source_name"))
    has_analysis = facts.get("analysis") or facts.get("analysis_url")
    if source == Source.PARTNER and not has_analysis:
        sentence = _("Attach the analysis that the partner's proposal rests on, or its address.")
        found.append(Obstacle(sentence, field="analysis"))
    if source != Source.SURVEY and facts.get("survey"):
        sentence = _("Only an answer to a survey names the survey that it came from.")
        found.append(Obstacle(sentence, field="source"))
    if source == Source.SURVEY and (facts.get("name") or facts.get("email")):
        sentence = _("An answer to a survey has no name and no mail: it stays nobody's.")
        found.append(Obstacle(sentence, field="name" if facts.get("name") else "email"))
    return found
