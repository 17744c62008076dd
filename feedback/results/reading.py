"""Results of a survey for whoever shows them: live for the desk, published for everybody.

While a survey is open nobody sees more than how many answers were counted (`suppression`, rule 7).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from feedback.questionnaires import codec
from feedback.questionnaires.content import Criterion, Option, Words
from feedback.results.content import Results, read
from feedback.results.counting import Asked, results_of
from feedback.results.figures import LEAST, Figure, Score
from feedback.results.models import KnownShares, Publication, Quote, Tagging
from feedback.results.segments import Given
from feedback.results.weights import weighted
from feedback.surveys import counted, hosts
from feedback.surveys.models import OpenAnswer, Survey
from feedback.surveys.stages import SurveyStage
from prestizh.places.models import Settlement
from prestizh.terms import sofia_day


@dataclass(frozen=True, slots=True)
class Summary:
    """What a report says of one survey; figures are None where they may not be told.

    `n` is 0 for fewer than five; `rate` and `satisfied` are shares, `index` and criteria on 0–100,
    `nps` −100 to 100.
    """

    public_id: str
    title: Words
    occasion: str
    host_kind: str
    host_id: str
    closed_on: date | None
    n: int
    invited: int
    rate: Figure | None
    index: Figure | None
    criteria: tuple[Score, ...]
    satisfied: Figure | None
    nps: Figure | None
    url: str


def results(survey: Survey) -> Results:
    """Everything that may be known of a closed survey, weighted where the shares are known."""
    found = counted_results(survey)
    known = KnownShares.objects.filter(survey=survey).first()
    if known is None:
        return found
    try:
        weighed = weighted(found, known.by, known.population, known.source)
    except LookupError:
        # A settlement was added since, so that the groups are others: the clerk sees no weights.
        return found
    return replace(found, weighted=weighed)


def counted_results(survey: Survey) -> Results:
    """The results as they were answered. Of an open survey only its title and n."""
    content = codec.read(survey.version.content)
    if survey.stage != SurveyStage.CLOSED:
        return results_of(Asked(content, (), survey.invited), ())
    options = tuple(
        Option(row.ekatte, Words(row.name_bg, row.name_en)) for row in Settlement.objects.all()
    )
    rows = counted.responses(survey).values_list("answers", "channel")
    given = [Given(answers, channel) for answers, channel in rows]
    return results_of(Asked(content, options, survey.invited), given)


def summary(survey: Survey) -> Summary:
    """The results in short, from what was published if it was."""
    published: Publication | None = getattr(survey, "publication", None)
    found = read(published.content["results"]) if published else results(survey)
    return Summary(
        public_id=survey.public_id,
        title=found.title,
        occasion=survey.occasion,
        host_kind=survey.host_kind,
        host_id=survey.host_id,
        closed_on=sofia_day(survey.closed_at) if survey.closed_at else None,
        n=found.n,
        invited=found.invited,
        rate=found.rate,
        index=found.index.figure,
        criteria=found.scores,
        satisfied=found.satisfied,
        nps=found.nps,
        url=published.get_absolute_url() if published else "",
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """Published results of an earlier survey of the same questionnaire."""

    url: str
    title: str
    published_on: date
    n: int
    index: Figure | None
    scores: dict[Criterion, Figure | None]


def earlier(survey: Survey) -> list[Earlier]:
    """The five last before this one, the newest first: of other people, so a change is no trend."""
    rows = (
        Publication.objects.filter(
            survey__version__questionnaire=survey.version.questionnaire_id, survey__pk__lt=survey.pk
        )
        .select_related("survey__version")
        .order_by("-survey__pk")[:5]
    )
    return [_earlier(row) for row in rows]


def _earlier(row: Publication) -> Earlier:
    found = read(row.content["results"])
    return Earlier(
        url=row.get_absolute_url(),
        title=str(row),
        published_on=sofia_day(row.published_at),
        n=found.n,
        index=found.index.figure,
        scores={score.criterion: score.figure for score in found.scores},
    )


def voices(survey: Survey) -> dict[str, list[dict[str, Any]]]:
    """What was said in free words, by topic, with the passages that may be quoted.

    A topic of fewer than five answers is named without their number.
    """
    answers = counted.open_answers(survey)
    counts: dict[str, int] = {}
    for name in Tagging.objects.filter(answer__in=answers).values_list("topic__name", flat=True):
        counts[name] = counts.get(name, 0) + 1
    quotes = Quote.objects.filter(answer__in=answers).prefetch_related("answer__taggings__topic")
    return {
        "topics": [
            {"name": name, "count": count if count >= LEAST else None}
            for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ],
        "quotes": sorted(map(_quoted, quotes), key=lambda one: (one["topic"], one["text"])),
    }


def hosted(rows: Iterable[Publication]) -> list[tuple[Publication, hosts.HostFacts | None]]:
    """Each with what its survey was about, if that is public: one query for each kind of host."""
    found = list(rows)
    pairs = [(row.survey.host_kind, row.survey.host_id) for row in found]
    facts = hosts.find_many(pair for pair in pairs if pair[0])
    public = {pair: one for pair, one in facts.items() if one.is_public}
    return [(row, public.get(pair)) for row, pair in zip(found, pairs, strict=True)]


def sorted_before(answer: OpenAnswer) -> list[tuple[str, str]]:
    """Text and topic of the other answers to the survey that have one."""
    rows = Tagging.objects.filter(topic__survey=answer.survey_id).exclude(answer=answer)
    return list(rows.values_list("answer__text", "topic__name"))


def _quoted(quote: Quote) -> dict[str, Any]:
    topics: Iterable[Tagging] = quote.answer.taggings.all()
    return {"text": quote.text, "topic": ", ".join(sorted(row.topic.name for row in topics))}
