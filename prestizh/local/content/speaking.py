"""The opinion of a council in a public discussion: decided at its meeting, sent by its secretary."""

import uuid
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import override

from consultations import answering, proposing
from consultations.models import Opinion, Proposal
from consultations.models.opinion import Capacity
from forums.recommendations.models import cited
from prestizh.local.content.councils import Council
from prestizh.local.content.discussions import Discussion
from prestizh.meetings.models import Decision


@dataclass
class CouncilsOpinion:
    """One opinion as the file tells it; `day` counts from the publication of the draft."""

    told: dict[str, Any]
    council: Council
    discussion: Discussion
    sent: Opinion | None = None

    def happens(self) -> None:
        """Sent on its day, answered with the others."""
        discussion, history, answer = self.discussion, self.discussion.history, self.told["answer"]
        day = history.next_office_day(discussion.day(self.told["day"]))
        history.happens(day, "10:40", self._send)
        answered_on = history.next_office_day(discussion.day(answer["day"]))
        history.happens(answered_on, "11:05", partial(self._answer, answer))

    def _send(self) -> None:
        row, body, secretary = self.discussion.row, self.council.row, self.council.secretary
        decided = Decision.objects.filter(meeting__subject=body.subject, kind="opinion").latest(
            "pk"
        )
        with override("bg"):
            ground = cited(decided)
        identity = proposing.Identity(
            name=secretary.display_name,
            capacity=Capacity.INSTITUTION,
            speaks_for=body.name,
            spoken_by=body.public_id,
            decided=ground,
        )
        article = row.provisions.get(path=self.told["at"])
        item = proposing.Item(self.told["kind"], article, self.told["text"], self.told["reasons"])
        self.sent = proposing.submit(
            row, actor=secretary, identity=identity, items=[item], key=uuid.uuid4()
        )

    def _answer(self, answer: dict[str, Any]) -> None:
        answering.answer(
            Proposal.objects.get(opinion=self.sent),
            actor=self.discussion.clerk,
            decision=answer["decision"],
            reasons=answer["reasons"],
            unit=self.discussion.cast.units[answer["unit"]],
        )
