"""What followers are told in their digest, and how the register and its entries are followed."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.direct.models import Change, Initiative, publication_key
from forums.direct.stages import Step
from prestizh.outbox.digest import News, digest_source
from prestizh.outbox.scopes import scope

ALL = "all"


def scopes_of(row: Initiative) -> frozenset[str]:
    """Everything by which somebody may follow this entry; topics are to be fetched before."""
    place = [f"settlement:{row.settlement_id}"] if row.settlement_id else []
    topics = [f"topic:{topic.pk}" for topic in row.topics.all()]
    return frozenset([f"direct:{ALL}", publication_key(row.public_id), *place, *topics])


@scope("direct")
def followed(value: str) -> tuple[str, str] | None:
    """The whole register (`direct:all`), or one entry by its public id."""
    if value == ALL:
        return _("Direct participation: the whole register"), reverse("direct:list")
    row = Initiative.objects.public().filter(public_id=value).first()
    return None if row is None else (str(row), row.get_absolute_url())


@digest_source
def direct_news(since: datetime, until: datetime) -> Iterator[News]:
    """Every step after `since`, up to and with `until`."""
    changes = (
        Change.objects.filter(at__gt=since, at__lte=until)
        .select_related("initiative")
        .prefetch_related("initiative__topics")
    )
    for change in changes.order_by("pk"):
        row = change.initiative
        yield News(
            scopes=scopes_of(row),
            at=change.at,
            sentence=f"{row}: {Step(change.step).label}",
            path=row.get_absolute_url(),
        )
