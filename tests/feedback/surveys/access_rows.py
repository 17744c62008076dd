"""Who gets what from the addresses of surveys."""

from collections.abc import Sequence

from feedback.surveys import asking_after, giving_out, typing_in, unwanted
from feedback.surveys.models import Survey
from prestizh.outbox.models import Message
from tests.access import EVERYBODY, POST_ONLY, Row, World
from tests.feedback.surveys.making import host_of, make_prepared, make_version
from tests.forums.access_rows import body_at_work


def _opened(world: World) -> Survey:
    def make() -> Survey:
        clerk = world.cast.clerk
        survey = make_prepared(clerk, host=host_of(body_at_work(world)))
        return giving_out.open_survey(survey, actor=clerk)

    return world.kept("survey", make)


def _survey(world: World) -> Sequence[object]:
    return [_opened(world).public_id]


def _prepared(world: World) -> Sequence[object]:
    def make() -> Survey:
        return make_prepared(world.cast.clerk, host=host_of(body_at_work(world)))

    return [world.kept("survey in preparation", make).public_id]


def _stack(world: World) -> Sequence[object]:
    def make() -> int:
        survey = _opened(world)
        return int(typing_in.begin(survey, actor=world.cast.clerk, name="Кутия", forms=3).pk)

    return [_opened(world).public_id, world.kept("stack", make)]


def _reader(world: World) -> Sequence[object]:
    message = Message(user=world.cast.participant)
    return [unwanted.link_for(message).rstrip("/").rpartition("/")[2]]


def _rule(world: World) -> Sequence[object]:
    def make() -> int:
        rule = asking_after.always_ask(
            make_version().questionnaire,
            actor=world.cast.clerk,
            host_kind="meeting",
            occasion="after_event",
            days_after=1,
            open_days=14,
        )
        return int(rule.pk)

    return [world.kept("survey rule", make)]


KEEPS = frozenset({"clerk", "administrator", "secretary"})
AT_DESK = KEEPS | {"auditor"}
RULES = frozenset({"clerk", "administrator"})

ROWS = [
    Row("surveys:list", EVERYBODY),
    Row("surveys:page", EVERYBODY, _survey),
    Row("surveys:form", EVERYBODY, _survey),
    Row("surveys:begin", EVERYBODY, _survey, 302),
    Row("surveys:screen", EVERYBODY, lambda w: [*_survey(w), 1]),
    Row("surveys:send", EVERYBODY, _survey, 302),
    Row("surveys:again", EVERYBODY, _survey, POST_ONLY),
    Row("surveys:thanks", EVERYBODY, _survey),
    Row("surveys:unwanted", EVERYBODY, _reader),
    Row("surveys:desk", AT_DESK),
    Row("surveys:prepare", KEEPS),
    Row("surveys:rules", RULES),
    Row("surveys:end_rule", RULES, _rule, POST_ONLY),
    Row("surveys:desk_page", AT_DESK, _survey),
    Row("surveys:open", KEEPS, _survey, POST_ONLY),
    Row("surveys:plan", KEEPS, _prepared),
    Row("surveys:unplan", KEEPS, _prepared, POST_ONLY),
    Row("surveys:close", KEEPS, _survey, POST_ONLY),
    Row("surveys:remind", KEEPS, _survey, POST_ONLY),
    Row("surveys:extend", KEEPS, _survey),
    Row("surveys:cancel", KEEPS, _survey),
    Row("surveys:print_out", AT_DESK, lambda w: [*_survey(w), "poster"], POST_ONLY),
    Row("surveys:paper", KEEPS, _survey),
    Row("surveys:type_in", KEEPS, _stack),
    # The last: from then on the browser holds the code.
    Row("surveys:code", EVERYBODY, lambda w: [*_survey(w), "abcdefgh23456789"], 302),
]
