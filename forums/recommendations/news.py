"""What followers are told in their digest, and that one recommendation can be followed."""

from collections.abc import Iterator
from datetime import datetime

from forums.bodies.models import Body
from forums.bodies.models import publication_key as body_key
from forums.recommendations.events import KINDS, told_in
from forums.recommendations.models import Recommendation, publication_key
from prestizh.ledger.models import Entry
from prestizh.outbox.digest import News, digest_source
from prestizh.outbox.scopes import scope


def scopes_of(body: Body) -> set[str]:
    """Everything by which somebody may follow what a body recommends."""
    topics = body.topics.values_list("pk", flat=True)
    settlements = body.settlements.values_list("pk", flat=True)
    return {
        "everything",
        body_key(body.public_id),
        *(f"topic:{pk}" for pk in topics),
        *(f"settlement:{pk}" for pk in settlements),
    }


@digest_source
def recommendation_news(since: datetime, until: datetime) -> Iterator[News]:
    """Every public event of every recommendation after `since`, up to and with `until`."""
    subjects = (
        Entry.objects.filter(kind__in=KINDS, at__gt=since, at__lte=until)
        .values_list("subject", flat=True)
        .distinct()
    )
    for body in Body.objects.public().filter(subject__in=list(subjects)):
        scopes = scopes_of(body)
        rows = {row.public_id: row for row in body.recommendations.public()}
        for event in told_in(body.subject, since, until):
            row = rows.get(event.recommendation)
            if row is not None:
                yield News(
                    scopes=frozenset({*scopes, publication_key(row.public_id)}),
                    at=event.at,
                    sentence=f"{body}: {row}. {event.sentence}",
                    path=row.get_absolute_url(),
                )


@scope("recommendation")
def followed_recommendation(value: str) -> tuple[str, str] | None:
    """A recommendation that was sent, by its public id."""
    found = Recommendation.objects.public().filter(public_id=value).first()
    return None if found is None else (str(found), found.get_absolute_url())
