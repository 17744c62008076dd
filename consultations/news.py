"""What followers are told in their digest: the public events of consultations."""

from collections.abc import Iterator
from datetime import datetime

from consultations.models import Consultation
from consultations.reminders import scopes_of
from consultations.timeline import SENTENCES, events
from prestizh.ledger.models import Entry
from prestizh.outbox.digest import News, digest_source
from prestizh.places.models import in_language


@digest_source
def consultation_news(since: datetime, until: datetime) -> Iterator[News]:
    """Every public event of every consultation after `since`, up to and with `until`."""
    subjects = (
        Entry.objects.filter(kind__in=SENTENCES, at__gt=since, at__lte=until)
        .values_list("subject", flat=True)
        .distinct()
    )
    for consultation in Consultation.objects.public().filter(subject__in=list(subjects)):
        scopes = frozenset(scopes_of(consultation))
        title = in_language(consultation.title, consultation.title_en)
        for event in events(consultation):
            if since < event.at <= until:
                yield News(
                    scopes=scopes,
                    at=event.at,
                    sentence=f"{title}: {event.sentence}",
                    path=consultation.get_absolute_url(),
                )
