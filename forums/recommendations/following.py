"""Recommendations on the pages of what they belong to: the decision they follow from, and the
discussion that they concern."""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.concerning import Concern, concerns
from consultations.models import Consultation, Provision
from forums.bodies.models import Body
from forums.bodies.stages import BodyStage
from forums.recommendations.models import Link, Recommendation
from forums.recommendations.stages import PUBLIC_STAGES, RecommendationStage
from prestizh.accounts.access import Anyone, may
from prestizh.meetings import consequences
from prestizh.meetings.models import Meeting
from prestizh.refusal import Sentence
from prestizh.ui.components import Mention
from prestizh.ui.dates import day_text


class Recommendations:
    """Recommendations as consequences of decisions."""

    label: Sentence = gettext_lazy("Recommend something on this decision")

    def of(self, meeting: Meeting, reader: Anyone) -> Iterator[tuple[int, Mention]]:
        """What was sent; for who writes recommendations, also what is in preparation."""
        shown = Q(stage__in=PUBLIC_STAGES)
        if may(reader, "recommendation.manage", meeting.subject):
            shown |= Q(stage=RecommendationStage.DRAFTED)
        rows = Recommendation.objects.filter(shown, decision__meeting=meeting)
        for row in rows.order_by("pk"):
            if row.decision_id is not None:
                yield row.decision_id, mention_of(row)

    def begun_at(self, meeting: Meeting, reader: Anyone) -> str:
        """The form of a new one, for who may write it while the body is at work."""
        if not may(reader, "recommendation.manage", meeting.subject):
            return ""
        body = Body.objects.filter(subject=meeting.subject, stage=BodyStage.ACTIVE).first()
        if body is None:
            return ""
        return reverse("recommendations:desk_new", args=[body.public_id]) + "?decision="


def mention_of(row: Recommendation) -> Mention:
    """A recommendation with the state of its answer, for a page beside its own.

    The words change by acts alone and not with the day, so that any page can be kept with them.
    """
    kind = _("Recommendation No. %s") % row.reference
    if row.stage == RecommendationStage.DRAFTED:
        url = reverse("recommendations:desk_page", args=[row.public_id])
        return Mention(kind, str(row), url, "", _("still to be sent"))
    if row.outcome:
        outcome = row.get_outcome_display()
        return Mention(kind, str(row), row.get_absolute_url(), row.outcome, outcome)
    day = day_text(row.due_on, "date") if row.due_on else ""
    state = _("answer due on %s") % day
    return Mention(kind, str(row), row.get_absolute_url(), "", state)


@concerns
def on_a_discussion(consultation: Consultation) -> list[Concern]:
    """What was sent and is linked with the discussion or with articles of its draft."""
    rows: dict[int, Recommendation] = {}
    articles: dict[int, list[Provision]] = {}
    links = Link.objects.filter(consultation=consultation, recommendation__stage__in=PUBLIC_STAGES)
    for link in links.select_related("recommendation__body", "provision"):
        rows[link.recommendation_id] = link.recommendation
        found = articles.setdefault(link.recommendation_id, [])
        if link.provision is not None:
            found.append(link.provision)
    return [
        Concern(replace(mention_of(row), note=str(row.body)), tuple(articles[key]))
        for key, row in rows.items()
    ]


consequences.register(Recommendations())
