"""A clerk enters the known shares of the population, before results are published, or takes them back."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.results import reading, weights
from feedback.results.content import Results
from feedback.results.models import KnownShares, Publication
from feedback.surveys.models import Survey
from feedback.surveys.stages import SurveyStage
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any

LONGEST_SOURCE = 300
MOST_PEOPLE = 10_000_000


def _held(survey: Survey, actor: User) -> Survey:
    """The survey, locked, while its results are not published yet."""
    row: Survey = (
        Survey.objects.select_for_update(of=("self",)).select_related("version").get(pk=survey.pk)
    )
    access.require(actor, "results.publish", row.subject)
    if row.stage != SurveyStage.CLOSED:
        raise Refused(
            _("Shares are entered when the survey is closed: only then its groups are known.")
        )
    if Publication.objects.filter(survey=row).exists():
        raise Refused(_("The results are published; they are not changed."))
    return row


def entered(survey: Survey, by: str) -> KnownShares | None:
    """What was entered for this trait, for who may prepare the results."""
    found: KnownShares | None = KnownShares.objects.filter(survey=survey, by=by).first()
    return found


@transaction.atomic
def enter(
    survey: Survey, *, actor: User, by: str, population: Mapping[str, float], source: str
) -> KnownShares:
    """Weight by one trait, in place of what was entered before. Raises `Refused`.

    `population` has how many live in the municipality of each segment, by `weights.key_of`; percents will
    do as well.
    """
    row = _held(survey, actor)
    refuse_if_any(_wrong(reading.counted_results(row), by, population, source))
    made, _new = KnownShares.objects.update_or_create(
        survey=row,
        defaults={
            "by": by,
            "population": dict(population),
            "source": source.strip(),
            "entered_by": actor,
            "entered_at": clock.now(),
        },
    )
    record(
        row.subject_of_record,
        "survey.shares_entered",
        actor=actor,
        public={"survey": row.public_id, "by": by, "source": made.source},
    )
    return made


def _wrong(found: Results, by: str, population: Mapping[str, float], source: str) -> list[Obstacle]:
    split = next((one for one in weights.offered(found) if one.by == by), None)
    if split is None:
        sentence = _("The results are not split by this, so they can't be weighted by it.")
        return [Obstacle(sentence)]
    wrong = []
    if {weights.key_of(one) for one in weights.weighable(split)} != set(population):
        wrong.append(Obstacle(_("Give the number of people for each of the groups.")))
    if any(not 0 < people <= MOST_PEOPLE for people in population.values()):
        wrong.append(Obstacle(_("Each group has more than nobody, and fewer than ten million.")))
    if not source.strip():
        sentence = _("Say where the numbers are from, so that everybody can check them.")
        wrong.append(Obstacle(sentence, field="source"))
    if len(source) > LONGEST_SOURCE:
        long = _("At most %(most)s characters are taken.") % {"most": LONGEST_SOURCE}
        wrong.append(Obstacle(long, field="source"))
    return wrong


@transaction.atomic
def take_back(survey: Survey, *, actor: User) -> None:
    """Publish without weights after all. Raises `Refused`."""
    row = _held(survey, actor)
    if KnownShares.objects.filter(survey=row).delete()[0]:
        record(
            row.subject_of_record,
            "survey.shares_taken_back",
            actor=actor,
            public={"survey": row.public_id},
        )
