"""What the operators' machines watch in the database, read anew each time they ask."""

import logging
from collections.abc import Iterator

from django.db import Error
from django.db.models import Count, Q, Sum
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from consultations.models import Consultation
from prestizh.documents.models import Rendition
from prestizh.ledger import clock, readiness
from prestizh.ledger.models import Head
from prestizh.outbox import overview

log = logging.getLogger(__name__)


class Works(Collector):
    """The gauges; a database that does not answer is one of them, not a failed reading."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each gauge with its value now."""
        try:
            found = [*_post(), *_documents(), *_record(), *_consultations()]
        except Error as error:
            log.warning("The database can't be watched: %s", type(error).__name__)
            found = []
        yield _gauge("database_up", "1 while the database answers", int(bool(found)))
        yield from found


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"prestizh_{name}", meaning, value)


def _post() -> Iterator[GaugeMetricFamily]:
    standing = overview.standing()
    since = standing.oldest_due_at
    waited = (clock.now() - since).total_seconds() if since else 0.0
    yield _gauge("messages_due", "Mails that are due and not sent yet", standing.due)
    yield _gauge("messages_later", "Mails that fall due later", standing.later)
    yield _gauge("messages_failing", "Mails that failed and will be tried again", standing.failing)
    yield _gauge("messages_set_aside", "Mails that were given up", standing.set_aside)
    yield _gauge("messages_oldest_due_seconds", "How long the oldest due mail waits", waited)


def _documents() -> Iterator[GaugeMetricFamily]:
    state = Rendition.State
    unsettled = [state.WAITING, state.RUNNING, state.FAILED]
    counts = Rendition.objects.filter(state__in=unsettled).aggregate(
        failed=Count("pk", filter=Q(state=state.FAILED)),
        unmade=Count("pk", filter=~Q(state=state.FAILED)),
    )
    yield _gauge("renditions_unmade", "Documents that wait or are being made", counts["unmade"])
    yield _gauge("renditions_failed", "Documents that were given up", counts["failed"])


def _record() -> Iterator[GaugeMetricFamily]:
    counts = Head.objects.aggregate(chains=Count("pk"), entries=Sum("number", default=0))
    yield _gauge("record_chains", "Chains of the public record", counts["chains"])
    yield _gauge("record_entries", "Entries of the public record; never falls", counts["entries"])
    problems = len(readiness.problems())
    yield _gauge("readiness_problems", "What /readyz finds wrong with the database", problems)


def _consultations() -> Iterator[GaugeMetricFamily]:
    now = clock.now()
    is_open = Consultation.objects.open_at(now).count()
    owed = Consultation.objects.over_at(now).count()
    yield _gauge("consultations_open", "Consultations within their term", is_open)
    yield _gauge(
        "consultations_without_report", "Consultations after their term without a report", owed
    )
