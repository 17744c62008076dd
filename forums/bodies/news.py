"""What followers of a body are told in their digest, and that a body can be followed."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body, publication_key
from prestizh.ledger.models import Entry
from prestizh.outbox.digest import News, digest_source
from prestizh.outbox.scopes import scope
from prestizh.refusal import Sentence

SENTENCES: dict[str, Sentence] = {
    "body.constituted": _("it begins its work"),
    "body.ended": _("it ended its work"),
    "body.rules_added": _("new rules of procedure are in force"),
    "member.appointed": _("members were appointed"),
    "member.released": _("a member was released"),
}


@scope("body")
def followed_body(value: str) -> tuple[str, str] | None:
    """A body that everybody may read, by its public id: one in preparation can't be guessed."""
    found = Body.objects.public().visible_to(AnonymousUser()).filter(public_id=value).first()
    return None if found is None else (str(found), found.get_absolute_url())


def scopes_of(body: Body) -> frozenset[str]:
    """Everything by which somebody may follow this body."""
    topics = (f"topic:{topic.pk}" for topic in body.topics.all())
    settlements = (f"settlement:{one.pk}" for one in body.settlements.all())
    return frozenset({"everything", publication_key(body.public_id), *topics, *settlements})


@digest_source
def body_news(since: datetime, until: datetime) -> Iterator[News]:
    """What happened to bodies after `since`, up to and with `until`; each kind once for a body."""
    entries = Entry.objects.filter(kind__in=SENTENCES, at__gt=since, at__lte=until)
    happened: dict[tuple[UUID, str], datetime] = {}
    for subject, kind, at in entries.order_by("at").values_list("subject", "kind", "at"):
        happened[subject, kind] = at
    subjects = {subject for subject, _kind in happened}
    found = Body.objects.public().filter(subject__in=subjects)
    bodies = {row.subject: row for row in found.prefetch_related("topics", "settlements")}
    for (subject, kind), at in happened.items():
        body = bodies.get(subject)
        if body is not None:
            yield News(
                scopes=scopes_of(body),
                at=at,
                sentence=f"{body}: {SENTENCES[kind]}",
                path=body.get_absolute_url(),
            )
