"""Plain functions that make calls and applications through the acts, for any test."""

import uuid
from datetime import timedelta
from typing import Any

from forums.bodies.models import Body
from forums.calls import applying, deciding, drafting, publishing, selecting
from forums.calls.models import Application, Call, Criterion, Selector
from forums.calls.placing import Place
from prestizh.accounts.models import Representation, User
from prestizh.documents.keeping import keep_made
from prestizh.documents.models import Document
from tests.factories import make_representation, make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_clerk, seat_of

TYPED: dict[str, Any] = {
    "candidate": "Мария Желева",
    "phone": "0888 123 456",
    "competence": "Десет години работа с млади хора.",
    "interest": "Достъпни места за младите хора.",
    "connections": "Няма.",
    "is_declared": True,
}


def make_call_in_preparation(body: Body | None = None, *, clerk: User, **facts: Any) -> Call:
    """A call for two of the body's nine seats from which nothing is missing to be published."""
    body = body or make_body(clerk)
    complete: dict[str, Any] = {
        "title": "Покана за членове на работна група",
        "announcement": "Търсим представители на граждански организации.",
        "contact": "Соня Секретарева, 038 600 600",
        "selected_by": "комисия, определена със заповед на кмета",
    }
    call = drafting.prepare(body, actor=clerk, **{**complete, **facts})
    drafting.add_places(call, actor=clerk, seat=seat_of(body), places=2, open_to="organisations")
    drafting.add_criterion(call, actor=clerk, name="Опит в областта", most=10)
    drafting.add_criterion(call, actor=clerk, name="Мотивация", most=5)
    drafting.add_paper(call, actor=clerk, name="Актуално състояние")
    return call


def make_call(body: Body | None = None, *, clerk: User | None = None, **facts: Any) -> Call:
    """A call that is open."""
    clerk = clerk or make_clerk()
    return publishing.publish(make_call_in_preparation(body, clerk=clerk, **facts), actor=clerk)


def make_document(actor: User, name: str = "document.pdf") -> Document:
    """A kept file, private."""
    return keep_made(name.encode(), name=name, media_type="application/pdf", actor=actor)


def make_application_draft(
    call: Call, speaks: Representation | None = None, **typed: Any
) -> Application:
    """An application from which nothing is missing but the sending."""
    speaks = speaks or make_representation()
    actor = speaks.user
    place = Place(call.seats.get(), speaks)
    begun = applying.begin(call, actor=actor, place=place, key=uuid.uuid4(), **{**TYPED, **typed})
    applying.set_mandate(begun, actor=actor, document=make_document(actor, "mandate.pdf"))
    paper = call.papers.get()
    applying.attach(begun, actor=actor, document=make_document(actor), paper=paper)
    return begun


def make_application(call: Call, speaks: Representation | None = None, **typed: Any) -> Application:
    """An application that is sent."""
    draft = make_application_draft(call, speaks, **typed)
    return applying.submit(draft, actor=draft.applicant)


def again(call: Call) -> Call:
    """The call as it stands in the database now."""
    found: Call = Call.objects.select_related("body").get(pk=call.pk)
    return found


def end_term(call: Call, clock: Clock) -> None:
    """Step the clock past the end of the term."""
    closes_at = again(call).closes_at
    assert closes_at is not None
    clock.step_to(closes_at + timedelta(hours=9))


def make_selecting(clerk: User, clock: Clock, number: int = 3) -> tuple[Call, list[Application]]:
    """A call whose `number` applications are being assessed by one selector, without points."""
    call = make_call(clerk=clerk)
    sent = [make_application(call) for _number in range(number)]
    end_term(call, clock)
    selecting.begin(call, actor=clerk)
    selecting.name_selector(call, actor=clerk, name="Иван Оценителев")
    return again(call), sent


def give(
    call: Call, clerk: User, points: dict[Application, tuple[int, int]], selector: int = 0
) -> None:
    """Enter the points for the two criteria."""
    criteria: list[Criterion] = list(call.criteria.all())
    assessor: Selector = call.selectors.all()[selector]
    selecting.score(
        assessor,
        actor=clerk,
        points={
            (application, criterion): given
            for application, both in points.items()
            for criterion, given in zip(criteria, both, strict=True)
        },
    )


DECISIONS = ("selected", "selected", "reserve", "not_selected")


def make_decided(clerk: User, clock: Clock, number: int = 3) -> tuple[Call, list[Application]]:
    """A call with its published result: two selected, one on the reserve, the others not."""
    call, sent = make_selecting(clerk, clock, number)
    give(call, clerk, {row: (9 - place, 4) for place, row in enumerate(sent)})
    for row, decision in zip(sent, DECISIONS, strict=False):
        selecting.judge(row, actor=clerk, decision=decision, reasons=f"Мотиви за {row.reference}")
    deciding.decide(call, actor=clerk)
    return again(call), sent


def make_final(clerk: User, clock: Clock, number: int = 3) -> tuple[Call, list[Application]]:
    """A call with its final result, nobody appointed yet."""
    call, sent = make_decided(clerk, clock, number)
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at + timedelta(hours=10))
    deciding.finish(call, actor=clerk)
    return again(call), sent


def make_person() -> User:
    """Somebody without a role."""
    return make_user()
