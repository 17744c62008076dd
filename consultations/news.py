"""What followers are told in their digest: the public events of consultations."""

from collections.abc import Iterator
from datetime import datetime

from consultations.models import Consultation
from consultations.reminders import scopes_of
from consultations.timeline import SENTENCES, events
from prestizh.ledger.models import Entry
from prestizh.outbox.digest import News, digest_source


@digest_source
def consultation_news(since: datetime, until: datetime) -> Iterator[News]:
    """Every public event of every consultation from `since` until before `until`."""
    subjects = (
        Entry.objects.filter(kind__in=SENTENCES, at__gte=since, at__lt=until)
        .values_list("subject", flat=True)
        .distinct()
    )
    for consultation in Consultation.objects.filter(subject__in=list(subjects)):
        scopes = frozenset(scopes_of(consultation))
        for event in events(consultation):
            if since <= event.at < until:
                yield News(
                    scopes=scopes,
                    at=event.at,
                    sentence=f"{consultation.title}: {event.sentence}",
                    path=consultation.get_absolute_url(),
                )
