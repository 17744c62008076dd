"""Who gets what from the addresses of minutes.

The cast's participant sits in the body, its secretary keeps the papers; the clerk may act for any
secretary. One meeting has its minutes open for remarks, another has them published.
"""

from collections.abc import Sequence

from prestizh.meetings.minutes import remarking
from prestizh.meetings.models import Minutes
from tests.access import EVERYBODY, POST_ONLY, Row, World
from tests.meetings.held import Held, make_held, publish, send

READERS = frozenset({"participant", "secretary", "clerk", "auditor"})
WRITERS = frozenset({"secretary", "clerk"})


def _held(world: World) -> Held:
    cast = world.cast
    return world.kept("held", lambda: make_held(secretary=cast.secretary, member=cast.participant))


def _sent(world: World) -> Minutes:
    return world.kept("minutes sent", lambda: send(_held(world)))


def of_sent(world: World) -> Sequence[object]:
    return [_sent(world).meeting.public_id]


def of_published(world: World) -> Sequence[object]:
    minutes = world.kept(
        "minutes published",
        lambda: publish(make_held(secretary=world.cast.secretary, remarks_days=0)),
    )
    return [minutes.meeting.public_id]


def _remark(world: World) -> Sequence[object]:
    made = world.kept(
        "remark",
        lambda: remarking.remark(_sent(world), actor=world.cast.participant, text="Бележка"),
    )
    return [*of_sent(world), made.pk]


ROWS = [
    Row("minutes:page", EVERYBODY, of_sent),
    Row("minutes:data", EVERYBODY, of_published),
    # The worker has not made them yet: led to the page that says how far it is.
    Row("minutes:pdf", EVERYBODY, of_published, granted=302),
    Row("minutes:docx", EVERYBODY, of_published, granted=302),
    Row("minutes:draft", READERS, of_sent),
    Row("minutes:agree", EVERYBODY, of_sent, POST_ONLY),
    Row("minutes:sign", READERS, of_sent),
    Row("minutes:desk", WRITERS, of_sent),
    Row("minutes:text", WRITERS, of_sent),
    Row("minutes:part", WRITERS, lambda w: [*of_sent(w), "closing"]),
    Row("minutes:send", EVERYBODY, of_sent, POST_ONLY),
    Row("minutes:remarks", WRITERS, of_sent),
    Row("minutes:settle", WRITERS, _remark),
    Row("minutes:left_out", WRITERS, of_sent),
    Row("minutes:put_back", EVERYBODY, lambda w: [*of_sent(w), 1], POST_ONLY),
    Row("minutes:signing", WRITERS, of_sent),
    Row("minutes:publish", WRITERS, of_sent),
    Row("minutes:correct", WRITERS, of_published),
    Row("minutes:recording", WRITERS, of_sent),
    Row("minutes:unlink", EVERYBODY, lambda w: [*of_sent(w), 1], POST_ONLY),
    Row("minutes:full", WRITERS, lambda w: [*of_published(w), "pdf"], granted=302),
]
