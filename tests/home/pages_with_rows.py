"""Pages that show rows: where they are, who of the cast reads them, what makes one row more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.questionnaires.models import Questionnaire
from feedback.surveys import asking_after, typing_in
from forums.bodies import seating
from forums.direct.ending import add_measure
from forums.gatherings import sessions
from forums.recommendations.measuring import add_measure as add_to_recommendation
from forums.workspaces.models import Workspace
from prestizh.accounts import roles
from prestizh.accounts.models import Role
from prestizh.ledger import clock as portal_clock
from tests.cast import Cast
from tests.consultations.making import make_open, make_opinion
from tests.factories import make_special_day, make_user
from tests.feedback.measures.making import make_answered, make_measure
from tests.feedback.stakeholders.making import make_group, make_score
from tests.feedback.surveys.making import make_open as make_open_survey
from tests.feedback.surveys.making import make_version
from tests.forums.direct.making import make_answered as make_answered_initiative
from tests.forums.gatherings.making import (
    make_idea,
    make_motion,
    make_session,
    make_working,
)
from tests.forums.making import make_body, make_member
from tests.forums.recommendations.making import make_answer, make_sent
from tests.forums.workspaces import making as room

DANGEROUS = "=cmd|' /C calc'!A0"
More = Callable[[], object]


@dataclass(frozen=True)
class Within:
    """Rows within a page: who of the cast reads them, and what makes the page and one row more.

    `table` is which of the page's tables is meant.
    """

    name: str
    who: str
    begin: Callable[[Cast], tuple[str, More]]
    table: str = ""


def seats(cast: Cast) -> tuple[str, More]:
    body = make_body(cast.clerk)
    make_member(body)
    return f"/bodies/desk/{body.public_id}/seats/", lambda: make_member(body)


def former(cast: Cast) -> tuple[str, More]:
    body = make_body(cast.clerk)

    def leave() -> None:
        seating.release(make_member(body), actor=cast.clerk, ground="own_wish", note="Писмо")

    leave()
    return f"/bodies/desk/{body.public_id}/seats/", leave


def in_room(
    page: str, make: Callable[[Workspace, Cast], object]
) -> Callable[..., tuple[str, More]]:
    def begin(cast: Cast) -> tuple[str, More]:
        workspace = room.make_room(secretary=cast.secretary)
        return room.address(workspace, page), lambda: make(workspace, cast)

    return begin


def forum_sessions(page: str) -> Callable[[Cast], tuple[str, More]]:
    def begin(cast: Cast) -> tuple[str, More]:
        forum = make_working(cast.clerk)
        days = iter(range(1, 20))

        def more() -> None:
            on = portal_clock.today() + timedelta(days=next(days))
            sessions.plan(forum, actor=cast.clerk, on=on, place="Читалището", agenda="Ред")

        return f"/gatherings/{forum.body.public_id}/{page}", more

    return begin


def motions(page: str) -> Callable[[Cast], tuple[str, More]]:
    def begin(cast: Cast) -> tuple[str, More]:
        session = make_session(make_working(cast.clerk), cast.clerk)
        address = f"/gatherings/{session.forum.body.public_id}/{page}sessions/1/"
        return address, lambda: make_motion(session, cast.clerk)

    return begin


def ideas(page: str) -> Callable[[Cast], tuple[str, More]]:
    def begin(cast: Cast) -> tuple[str, More]:
        session = make_session(make_working(cast.clerk), cast.clerk)
        address = f"/gatherings/{session.forum.body.public_id}/{page}"
        return address, lambda: make_idea(session, cast.clerk, "Беседка", 900)

    return begin


def rules(cast: Cast) -> tuple[str, More]:
    moments = iter(
        (kind, moment)
        for kind in ("consultation", "meeting", "session")
        for moment in ("after_event", "after_report")
    )
    questionnaire: Questionnaire = make_version().questionnaire

    def more() -> None:
        kind, moment = next(moments)
        asking_after.always_ask(
            questionnaire,
            actor=cast.clerk,
            host_kind=kind,
            occasion=moment,
            days_after=1,
            open_days=14,
        )

    return "/surveys/desk/rules/", more


def stacks(cast: Cast) -> tuple[str, More]:
    survey = make_open_survey(cast.clerk)
    return (
        f"/surveys/{survey.public_id}/desk/paper/",
        lambda: typing_in.begin(survey, actor=cast.clerk, name=DANGEROUS, forms=20),
    )


def days_off(_cast: Cast) -> tuple[str, More]:
    days = iter(date(portal_clock.today().year + 1, 2, day) for day in range(8, 12))
    return "/places/days/", lambda: make_special_day(day=next(days), ground=DANGEROUS)


def grid(cast: Cast) -> tuple[str, More]:
    return "/stakeholders/grid/", lambda: make_score(make_group(cast.clerk), cast.clerk)


def scores(cast: Cast) -> tuple[str, More]:
    row = make_group(cast.clerk)
    return row.get_absolute_url(), lambda: make_score(row, cast.clerk)


def improvements(desk: str) -> Callable[[Cast], tuple[str, More]]:
    def begin(cast: Cast) -> tuple[str, More]:
        row = make_answered(cast.clerk)
        address = f"{row.get_absolute_url()}" if not desk else f"/changed/desk/{row.public_id}/"
        return address, lambda: make_measure(cast.clerk, proposal=row)

    return begin


def on_recommendation(page: str) -> Callable[[Cast], tuple[str, More]]:
    def begin(cast: Cast) -> tuple[str, More]:
        row = make_sent(actor=cast.clerk)
        make_answer(row, cast.clerk)

        def more() -> None:
            due = portal_clock.today() + timedelta(days=30)
            add_to_recommendation(
                row, actor=cast.clerk, text="Нова линия", owner_name="Транспорт", due_on=due
            )

        return f"{row.get_absolute_url()}{page}", more

    return begin


def on_initiative(cast: Cast) -> tuple[str, More]:
    row = make_answered_initiative()

    def more() -> None:
        due = portal_clock.today() + timedelta(days=30)
        add_measure(row, actor=cast.clerk, text="Ограда", owner="Паркове", due_on=due)

    return row.get_absolute_url(), more


def own_opinions(cast: Cast) -> tuple[str, More]:
    consultation = make_open(cast.clerk)
    return "/desk/", lambda: make_opinion(consultation, cast.participant)


def grants(cast: Cast) -> tuple[str, More]:
    person = make_user()
    left = iter((Role.CLERK, Role.MODERATOR, Role.SECRETARY, Role.AUDITOR))
    return (
        f"/people/{person.pk}/",
        lambda: roles.grant(person, next(left), actor=cast.administrator),
    )


PAGES = [
    Within("seats", "clerk", seats),
    Within("former members", "clerk", former, "former"),
    Within(
        "papers",
        "secretary",
        in_room("papers", lambda w, c: room.make_paper(w, c.secretary, DANGEROUS)),
    ),
    Within("topics", "secretary", in_room("topics", lambda w, c: room.make_topic(w, c.secretary))),
    Within("texts", "secretary", in_room("texts", lambda w, c: room.make_text(w, c.secretary))),
    Within(
        "tasks",
        "secretary",
        in_room("tasks", lambda w, c: room.make_task(w, c.secretary, owner=c.secretary)),
    ),
    Within("public sessions", "stranger", forum_sessions(""), "sessions"),
    Within("sessions", "clerk", forum_sessions("desk/sessions/")),
    Within("public motions", "stranger", motions("")),
    Within("motions", "clerk", motions("desk/")),
    Within("public ideas", "stranger", ideas("projects/")),
    Within("ideas", "clerk", ideas("desk/projects/")),
    Within("rules", "clerk", rules),
    Within("stacks", "clerk", stacks),
    Within("days off", "stranger", days_off),
    Within("grid", "clerk", grid),
    Within("scores", "clerk", scores),
    Within("public measures", "stranger", improvements("")),
    Within("measures", "clerk", improvements("desk")),
    Within("measures on a recommendation", "stranger", on_recommendation("")),
    Within("measures at the desk", "clerk", on_recommendation("measures/")),
    Within("measures on an initiative", "stranger", on_initiative),
    Within("own opinions", "participant", own_opinions),
    Within("roles", "administrator", grants),
]
