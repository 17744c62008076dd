"""Who gets what from the addresses of meetings.

The cast's representative sits in the body, its secretary keeps the papers.
"""

from collections.abc import Sequence

from forums.bodies.models import Body
from prestizh.documents.keeping import keep
from prestizh.meetings import agenda, convening
from prestizh.meetings.models import Meeting, Paper
from tests.access import EVERYBODY, POST_ONLY, Row, World
from tests.forums.making import make_body, make_member
from tests.meetings.making import make_planned

MEMBER = frozenset({"representative"})
KEEPERS = frozenset({"secretary", "clerk"})


def _body(world: World) -> Body:
    return world.kept("meetings body", lambda: _seated(world))


def _seated(world: World) -> Body:
    body = make_body(world.cast.clerk, secretary=world.cast.secretary)
    make_member(body, world.cast.representative)
    return body


def planned(world: World) -> Meeting:
    """A meeting of that body, not convened yet."""
    return world.kept("planned meeting", lambda: make_planned(_body(world)))


def convened(world: World) -> Meeting:
    """One that everybody may read about, with a public paper."""
    return world.kept("convened meeting", lambda: _convened(world))


def _convened(world: World) -> Meeting:
    meeting = make_planned(_body(world))
    _paper(world, meeting)
    return convening.convene(meeting, actor=world.cast.secretary)


def _paper(world: World, meeting: Meeting, *, is_private: bool = False) -> Paper:
    secretary = world.cast.secretary
    document = keep(b"Report", name="report.txt", actor=secretary)
    return agenda.attach(meeting, actor=secretary, document=document, is_private=is_private)


def _planned(world: World) -> Sequence[object]:
    return [planned(world).public_id]


def _meeting(world: World) -> Sequence[object]:
    return [convened(world).public_id]


def _planned_first(world: World) -> Sequence[object]:
    """The desk is there for who keeps at least one meeting."""
    planned(world)
    return []


def _item(world: World) -> Sequence[object]:
    return [*_planned(world), 1]


def _public_paper(world: World) -> Sequence[object]:
    return [*_meeting(world), convened(world).papers.earliest("pk").pk]


ROWS = [
    Row("meetings:list", EVERYBODY),
    Row("meetings:feed", EVERYBODY, lambda w: [_body(w).subject]),
    Row("meetings:page", EVERYBODY, _meeting),
    Row("meetings:calendar", EVERYBODY, _meeting),
    Row("meetings:paper", EVERYBODY, _public_paper),
    Row("meetings:mine", MEMBER, _meeting),
    Row("meetings:reply", MEMBER, _meeting, POST_ONLY),
    Row("meetings:proxy", MEMBER, _meeting, POST_ONLY),
    Row("meetings:cast", MEMBER, lambda w: [*_meeting(w), 1], POST_ONLY),
    Row("meetings:own_conflict", MEMBER, _meeting, POST_ONLY),
    Row("meetings:own_opinion", MEMBER, _meeting, POST_ONLY),
    Row("meetings:desk", KEEPERS, _planned_first),
    Row("meetings:plan", KEEPERS, lambda w: [_body(w).subject]),
    Row("meetings:desk_page", KEEPERS, _planned),
    Row("meetings:facts", KEEPERS, _planned),
    Row("meetings:agenda", KEEPERS, _planned),
    Row("meetings:item", KEEPERS, _item),
    Row("meetings:item_up", KEEPERS, _item, POST_ONLY),
    Row("meetings:item_remove", KEEPERS, _item, POST_ONLY),
    Row("meetings:attach", KEEPERS, _planned, POST_ONLY),
    Row("meetings:detach", KEEPERS, _item, POST_ONLY),
    Row("meetings:convene", KEEPERS, _planned),
    Row("meetings:cancel", KEEPERS, _planned),
    Row("meetings:live", KEEPERS, _meeting),
    Row("meetings:live_item", KEEPERS, lambda w: [*_meeting(w), 1]),
    *(
        Row(f"meetings:{name}", KEEPERS, lambda w: [*_meeting(w), 1], POST_ONLY)
        for name in (
            "presence",
            "proxy_of",
            "notes",
            "count",
            "by_name",
            "put",
            "decide",
            "conflict",
            "opinion",
            "take",
        )
    ),
    *(
        Row(f"meetings:{name}", KEEPERS, _meeting, POST_ONLY)
        for name in ("guest", "late_item", "open", "fall", "close", "follow_roll")
    ),
]
