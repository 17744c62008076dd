"""Who sees which page of results."""

from collections.abc import Sequence

from feedback.results.models import Publication
from feedback.surveys.models import Survey
from tests.access import EVERYBODY, POST_ONLY, Row, World
from tests.feedback.results.making import first_answer, make_closed, make_published

SEES_DESK = frozenset({"clerk", "secretary", "administrator", "auditor"})
READS = frozenset({"clerk", "administrator", "auditor"})
SORTS = frozenset({"clerk", "administrator"})
WORDS = ["Повече срещи вечер."] * 6


def _published(world: World) -> Publication:
    return world.kept("results", lambda: make_published(world.cast.clerk, 12))


def _closed(world: World) -> Survey:
    return world.kept("results to sort", lambda: make_closed(world.cast.clerk, 6, WORDS))


def _public(world: World) -> Sequence[object]:
    return [_published(world).survey.public_id]


def _survey(world: World) -> Sequence[object]:
    return [_closed(world).public_id]


def _answer(world: World) -> Sequence[object]:
    return [_closed(world).public_id, first_answer(_closed(world)).pk]


def _shares(world: World) -> Sequence[object]:
    survey = world.kept("results to weigh", lambda: make_closed(world.cast.clerk, 40))
    return [survey.public_id, "group"]


ROWS = [
    Row("results:list", EVERYBODY),
    Row("results:page", EVERYBODY, _public),
    Row("results:csv", EVERYBODY, _public),
    Row("results:json", EVERYBODY, _public),
    Row("results:xlsx", EVERYBODY, _public),
    # Sent to where one sees how far the worker is.
    Row("results:pdf", EVERYBODY, _public, granted=302),
    Row("results:desk", SEES_DESK),
    Row("results:desk_page", READS, _survey),
    Row("results:answers", SORTS, _survey),
    Row("results:answer", SORTS, _answer),
    Row("results:quote", SORTS, _answer, POST_ONLY),
    Row("results:unquote", SORTS, _answer, POST_ONLY),
    Row("results:hand_on", SORTS, _answer, POST_ONLY),
    Row("results:shares", SORTS, _shares),
    Row("results:unweight", SORTS, _survey, POST_ONLY),
]
