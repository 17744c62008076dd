"""A year that goes through the acts, whose figures are counted by hand in the tests."""

from datetime import datetime, timedelta

from django.db import connection

from consultations import answering, closing, outcome
from consultations.models import Capacity, Consultation, Decision, Proposal
from consultations.proposing import Identity
from feedback.stakeholders import inviting, occasions
from forums.bodies import seating
from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.documents.renditions import render_one
from prestizh.ledger import clock as portal_clock
from prestizh.meetings import attending, opening
from prestizh.meetings import closing as meeting_closing
from prestizh.places.models import Municipality
from prestizh.terms import SOFIA, sofia_day
from tests.consultations.making import make_open, make_opinion
from tests.factories import make_settlement, make_topic, make_user
from tests.feedback.measures.making import in_days, make_done, make_measure, make_registered
from tests.feedback.stakeholders.making import make_group, make_reachable, make_score
from tests.fixtures_clock import Clock
from tests.forums.calls.making import make_call
from tests.forums.direct.making import make_noted
from tests.forums.gatherings.making import make_session, make_working
from tests.forums.making import make_body, make_clerk, make_member, make_secretary
from tests.forums.recommendations.making import make_answer, make_sent
from tests.meetings import making as meetings

DAY = timedelta(days=1)


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=SOFIA)


def speak(consultation: Consultation, people: list[User], capacity: Capacity) -> None:
    for person in people:
        identity = Identity(name=person.display_name, capacity=capacity)
        make_opinion(consultation, person, identity=identity)


def go_through(clock: Clock) -> Body:
    """From November 2029 to January 2031; everything asserted in the tests is told here.

    2029: one draft, five people, a proposal each. 2030, discussions: the first for 30 days, 13 people
    (five known from 2029, eight for themselves, five as members), 14 proposals on 10 January,
    answered on 20 February (6 accepted, 2 in part, 4 refused, 2 out of scope), adopted after it; the
    second for 14 days, adopted without a report; the third without a report still. A body of five
    meets twice (5 of 5, 3 of 5) of four, without minutes; recommends four times: answered after 10,
    30 and 91 days (late), one never. One call, one session of a forum,
    three people at each of eight tables of four, one initiative. The first discussion concerns six
    organisations, to which it matters much, and five groups without a score: the six are invited, five
    of them come. Three proposals for better participation, two answered: one measure done, one late.
    """
    clock.step_to(at(2029, 11, 5))
    Municipality.objects.update_or_create(pk=1, defaults={"name_bg": "Община Хасково"})
    clerk = make_clerk()
    people = [make_user() for _number in range(13)]
    speak(make_open(clerk, title="Наредба от миналата година"), people[:5], Capacity.SELF)
    clock.step_to(at(2030, 1, 8))
    _discuss(clock, clerk, people)
    clock.step_to(at(2030, 3, 4))
    short = make_open(
        clerk, title="Наредба за краткия срок", term_days=14, short_term_reason="Сезонът започва."
    )
    clock.step_to(at(2030, 4, 1))
    outcome.adopt(
        short,
        actor=clerk,
        decision_number="77",
        decided_on=sofia_day(clock.now()),
        without_report=True,
    )
    make_open(clerk, title="Наредба без справка")
    body = _sit_and_recommend(clock, clerk)
    make_call(body, clerk=clerk)
    forum = make_working(clerk)
    make_session(forum, clerk)
    make_noted(clerk=clerk)
    make_registered(clerk)
    make_done(clerk)
    make_measure(clerk, due_on=in_days(5))
    clock.step_to(at(2031, 1, 15))
    return body


def _discuss(clock: Clock, clerk: User, people: list[User]) -> None:
    village = make_settlement(name_bg="Узунджово")
    row = make_open(clerk, title="Наредба за тротоарите")
    row.settlements.add(village)
    _reach(row, clerk)
    clock.step_to(at(2030, 1, 10))
    speak(row, people[:8], Capacity.SELF)
    speak(row, people[8:], Capacity.SELF_MEMBER)
    speak(row, people[:1], Capacity.SELF)
    decisions = [Decision.ACCEPTED] * 6 + [Decision.PARTLY] * 2
    decisions += [Decision.REJECTED] * 4 + [Decision.OUT_OF_SCOPE] * 2
    clock.step_to(at(2030, 2, 20))
    for proposal, decision in zip(
        Proposal.objects.filter(consultation=row), decisions, strict=True
    ):
        reasons = "" if decision == Decision.ACCEPTED else "Така изисква законът."
        answering.answer(proposal, actor=clerk, decision=decision, reasons=reasons)
    closing.close(row, actor=clerk)
    clock.step_to(at(2030, 2, 27))
    outcome.adopt(row, actor=clerk, decision_number="55", decided_on=sofia_day(clock.now()))


def _reach(row: Consultation, clerk: User) -> None:
    topic = make_topic()
    row.topics.add(topic)
    offices = [make_reachable(clerk, topics=[topic]) for _number in range(6)]
    for office in offices:
        make_score(office, clerk)
    for _number in range(5):
        make_group(clerk, topics=[topic])
    occasion = occasions.found(f"consultation:{row.public_id}", portal_clock.now())
    assert occasion is not None
    inviting.invite(offices, occasion, actor=clerk)
    for office in offices[1:]:
        inviting.note_turnout(occasion, actor=clerk, stakeholder=office, how="На срещата.")


def _sit_and_recommend(clock: Clock, clerk: User) -> Body:
    secretary = make_secretary()
    body = make_body(secretary=secretary, meetings_per_year=4)
    seating.add_seats(body, actor=clerk, category="councillors", number=2)
    ngo, council = body.seats.get(category="ngo"), body.seats.get(category="councillors")
    for number, seat in enumerate((ngo, ngo, ngo, council, council), start=1):
        make_member(body, seat=seat, name=f"Член {number}")
    _sit(clock, body, 0, 1, 2, 3, 4)
    _sit(clock, body, 0, 1, 3)
    sent = [make_sent(body, secretary) for _number in range(4)]
    for days, number, what in ((10, 0, "accepted"), (20, 1, "partly"), (61, 2, "rejected")):
        clock.step(days * DAY)
        make_answer(sent[number], outcome=what)
    return body


def _sit(clock: Clock, body: Body, *there: int) -> None:
    meeting, secretary = meetings.make_convened(body), meetings.keeper(body)
    clock.step_to(meeting.starts_at)
    roll = meetings.attendees(meeting)
    for number in there:
        attending.note_presence(roll[number], actor=secretary, presence="present")
    meeting_closing.close(opening.open_meeting(meeting, actor=secretary), actor=secretary)


def work() -> None:
    """What the worker does until nothing is left; the test's transaction waits while it writes a PDF."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")
    while render_one():
        pass
