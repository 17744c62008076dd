"""The map of stakeholders: acts, refusals, the database, invitations, who came."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from consultations.models import Consultation
from consultations.models.opinion import Capacity
from consultations.speaking import Identity
from feedback.stakeholders import covering, inviting, mapping, occasions
from feedback.stakeholders.grid import Strategy, strategy
from feedback.stakeholders.letters import invitation_letter
from feedback.stakeholders.models import Invitation, Score, Stakeholder, Turnout
from feedback.stakeholders.occasions import Occasion
from feedback.stakeholders.picture import drawn
from prestizh.accounts.models import Role
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.models import Entry
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.consultations.making import make_open, make_opinion
from tests.factories import (
    make_eik,
    make_organisation,
    make_representation,
    make_settlement,
    make_topic,
    make_user,
)
from tests.feedback.stakeholders.making import (
    MARKS,
    make_group,
    make_keeper,
    make_reachable,
    make_score,
)
from tests.fixtures_clock import Clock
from tests.forums.calls.making import make_application, make_call
from tests.forums.making import make_body, make_member, make_secretary
from tests.meetings.held import make_attendee, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
EGN = "7523169263"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language in which they stand in the code."""
    with override("en"):
        yield


def fields_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.field for one in refused.value.obstacles]


def occasion_of(row: Consultation) -> Occasion:
    found = occasions.found(f"consultation:{row.public_id}", portal_clock.now())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((5, 5, 1), Strategy.WORK_WITH),
        ((4, 1, 4), Strategy.WORK_WITH),
        ((4, 3, 3), Strategy.SATISFY),
        ((3, 3, 3), Strategy.WATCH),
        ((1, 1, 5), Strategy.GIVE_VOICE),
        ((1, 4, 1), Strategy.GIVE_VOICE),
    ],
)
def test_the_grid_says_how_to_work_and_affectedness_lifts_the_effort(
    marks: tuple[int, int, int], expected: Strategy
) -> None:
    assert strategy(*marks) == expected
    influence, interest, affectedness = marks
    row = make_group()
    make_score(row, influence=influence, interest=interest, affectedness=affectedness)
    assert row.way == expected
    for way in Strategy:
        assert Stakeholder.objects.worked_with(way).filter(pk=row.pk).exists() is (way == expected)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"nature": "person"}, ["nature"]),
        ({"sort": "moon"}, ["sort"]),
        ({"name": " "}, ["name"]),
        ({"name": "ivan@example.bg"}, ["name"]),
        ({"name": f"ЕГН {EGN}"}, ["name"]),
        ({"note": f"Председател с ЕГН {EGN}"}, ["note"]),
        ({"channels": "пишете на ivan@abv.example"}, ["channels"]),
        ({"eik": "123456789"}, ["eik"]),
        ({"office_phone": EGN}, ["contact_purpose", "consent_on", "office_phone"]),
        ({"office_email": "a@example.org"}, ["contact_purpose", "consent_on"]),
        ({"nature": "group", "office_phone": "038 600 600"}, ["office_phone"]),
        ({"nature": "group", "eik": "131071587"}, ["eik"]),
        ({"consent_on": 1}, ["consent_on"]),
    ],
)
def test_what_would_be_about_a_person_or_says_too_little_is_refused(
    facts: dict[str, Any], fields: list[str]
) -> None:
    given: dict[str, Any] = {"nature": "organisation", "sort": "ngo", "name": "Сдружение", **facts}
    if "consent_on" in facts:
        given["consent_on"] = portal_clock.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        mapping.add(actor=make_keeper(), **given)
    assert fields_of(refused) == fields


def test_a_stakeholder_stands_once_and_is_linked_with_its_organisation() -> None:
    keeper, organisation = make_keeper(), make_organisation()
    made = make_reachable(keeper, eik=organisation.eik)
    assert made.organisation == organisation
    with pytest.raises(Refused, match="on the map already"):
        make_reachable(keeper, name=made.name.upper())
    with pytest.raises(Refused, match="Another stakeholder has this"):
        make_reachable(keeper, eik=organisation.eik)
    assert mapping.revise(made, actor=keeper, eik=make_eik()).organisation is None


def test_nobody_but_those_who_keep_the_map_sees_or_changes_it() -> None:
    row = make_group()
    for role, found in ((Role.AUDITOR, 1), (Role.MODERATOR, 0), (Role.SECRETARY, 0)):
        assert Stakeholder.objects.visible_to(make_user(role)).count() == found
    assert not Stakeholder.objects.visible_to(None).exists()  # type: ignore[arg-type]
    for role in (Role.AUDITOR, Role.SECRETARY):
        stranger = make_user(role)
        with pytest.raises(Refused, match="You may not do this"):
            make_score(row, stranger)
        with pytest.raises(Refused, match="You may not do this"):
            make_group(stranger)


@pytest.mark.parametrize(
    ("marks", "field"),
    [
        ({"interest": 0}, "interest"),
        ({"influence": 6}, "influence"),
        ({"affectedness": -1}, "affectedness"),
        ({"effect": "none"}, "effect"),
        ({"position": ""}, "position"),
        ({"reason": " "}, "reason"),
        ({"reason": f"По данни за {EGN}"}, "reason"),
    ],
)
def test_a_score_without_reason_or_beyond_its_bounds_is_refused(
    marks: dict[str, Any], field: str
) -> None:
    row = make_group()
    with pytest.raises(Refused) as refused:
        make_score(row, **marks)
    assert fields_of(refused) == [field]


def test_scores_are_added_and_never_changed_and_stay_private() -> None:
    keeper, row = make_keeper(), make_group()
    make_score(row, keeper, influence=2)
    make_score(row, keeper, influence=5, reason="Вече имат седем представители.")
    assert (row.influence, row.way) == (5, Strategy.WORK_WITH)
    assert [one.influence for one in row.scores.all()] == [5, 2]
    for entry in Entry.objects.filter(subject=row.subject):
        assert not entry.shown()


def test_another_strategy_has_a_reason_and_can_be_taken_back() -> None:
    keeper, row = make_keeper(), make_group()
    make_score(row, keeper)
    with pytest.raises(Refused) as refused:
        mapping.decide(row, actor=keeper, strategy="watch")
    assert fields_of(refused) == ["strategy_reason"]
    with pytest.raises(Refused) as refused:
        mapping.decide(row, actor=keeper, strategy="ignore", strategy_reason="Няма.")
    assert fields_of(refused) == ["strategy"]
    decided = mapping.decide(row, actor=keeper, strategy="watch", strategy_reason="До есента.")
    assert (decided.way, decided.by_grid) == (Strategy.WATCH, Strategy.GIVE_VOICE)
    assert mapping.decide(row, actor=keeper, strategy="").way == Strategy.GIVE_VOICE


def test_what_leaves_the_map_says_why_and_keeps_no_contact() -> None:
    keeper, row = make_keeper(), make_reachable()
    with pytest.raises(Refused) as refused:
        mapping.retire(row, actor=keeper, retired_reason="")
    assert fields_of(refused) == ["retired_reason"]
    gone = mapping.retire(row, actor=keeper, retired_reason="Закрито е.")
    assert (gone.office_email, gone.retired_reason) == ("", "Закрито е.")
    with pytest.raises(Refused, match="taken off the map"):
        make_score(row, keeper)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Stakeholder.objects.update(influence=5),
        lambda: Stakeholder.objects.update(name="ivan@example.bg"),
        lambda: Stakeholder.objects.update(note=f"ЕГН {EGN}"),
        lambda: Stakeholder.objects.update(consent_on=None),
        lambda: Stakeholder.objects.update(strategy="watch"),
        lambda: Stakeholder.objects.update(nature="group"),
        lambda: Score.objects.update(reason="Друго."),
        lambda: Score.objects.filter(pk__gt=0).delete(),
        lambda: Score.objects.create(
            stakeholder=Stakeholder.objects.get(),
            by=make_user(),
            at=portal_clock.now(),
            **{**MARKS, "interest": 6},
        ),
        lambda: Invitation.objects.update(title="Друго."),
        lambda: Turnout.objects.update(how="Друго."),
    ],
)
def test_postgresql_holds_what_stands(change: Callable[[], object]) -> None:
    keeper = make_keeper()
    row = make_reachable(keeper)
    make_score(row, keeper)
    occasion = occasion_of(make_open(make_user(Role.CLERK)))
    inviting.invite([row], occasion, actor=keeper)
    inviting.note_turnout(occasion, actor=keeper, stakeholder=row, how="Десет души.")
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_an_invitation_goes_to_the_office_once_however_often_it_is_asked() -> None:
    keeper, occasion = make_keeper(), occasion_of(make_open(make_user(Role.CLERK)))
    reachable, mute = make_reachable(keeper), make_group(keeper)
    came = inviting.invite([reachable, mute], occasion, actor=keeper)
    assert (came.now, came.before, came.without_contact) == ((reachable,), (), (mute,))
    again = inviting.invite([reachable], occasion, actor=keeper)
    assert (again.now, again.before) == ((), (reachable,))
    message = Message.objects.get(kind="stakeholder.invited")
    assert (message.address, message.user) == (reachable.office_email, None)
    letter = invitation_letter(message)
    assert letter is not None
    assert occasion.title in str(letter.subject)
    for wrong, field in (([], "stakeholders"), ([mute], "stakeholders")):
        with pytest.raises(Refused) as refused:
            inviting.invite(wrong, occasion, actor=keeper)
        assert fields_of(refused) == [field]


def test_nobody_is_invited_to_what_is_over(clock: Clock) -> None:
    keeper, row = make_keeper(), make_reachable()
    consultation = make_open(make_user(Role.CLERK))
    inviting.invite([row], occasion_of(consultation), actor=keeper)
    clock.step(timedelta(days=60))
    with pytest.raises(Refused) as refused:
        inviting.invite([row], occasion_of(consultation), actor=keeper)
    assert fields_of(refused) == ["occasion"]
    assert invitation_letter(Message.objects.get(kind="stakeholder.invited")) is None


def test_coverage_says_who_was_invited_who_came_and_who_is_silent() -> None:
    keeper, clerk, topic = make_keeper(), make_user(Role.CLERK), make_topic()
    consultation = make_open(clerk)
    consultation.topics.add(topic)
    occasion = occasion_of(consultation)
    speaks = make_representation()
    voice = make_reachable(keeper, eik=speaks.organisation.eik)
    silent = make_group(keeper, topics=[topic])
    group = make_group(keeper, name="Родители от квартал „Орфей“", topics=[topic])
    make_group(keeper, settlements=[make_settlement()])
    for row in (voice, silent, group):
        make_score(row, keeper)
    inviting.invite([voice], occasion, actor=keeper)
    identity = Identity(
        name="Лице",
        capacity=Capacity.ORGANISATION,
        speaks_for=speaks.organisation.name,
        organisation=speaks.organisation,
        representation=speaks,
    )
    make_opinion(consultation, speaks.user, identity=identity)
    inviting.note_turnout(occasion, actor=keeper, stakeholder=group, how="Осем на срещата.")
    with pytest.raises(Refused, match="noted already"):
        inviting.note_turnout(occasion, actor=keeper, stakeholder=group, how="Пак.")
    found = covering.coverage(occasion)
    assert {row.name for row in found.rows} == {voice.name, silent.name, group.name}
    assert (found.invited, found.came) == (1, 2)
    assert [row.name for row in found.silent] == [silent.name]
    assert (found.share_invited, found.share_came) == (1 / 3, 2 / 3)
    day = portal_clock.today()
    assert covering.over(day, day) == (found,)
    assert covering.over(day + timedelta(days=1), day + timedelta(days=2)) == ()


def test_who_names_a_village_is_not_concerned_by_every_matter_there() -> None:
    keeper, topic, other, village = make_keeper(), make_topic(), make_topic(), make_settlement()
    consultation = make_open(make_user(Role.CLERK))
    consultation.topics.add(topic)
    consultation.settlements.add(village)
    both = make_group(keeper, topics=[topic], settlements=[village, make_settlement()])
    everywhere = make_group(keeper, topics=[topic])
    everything = make_group(keeper, settlements=[village])
    make_group(keeper, topics=[other], settlements=[village])
    make_group(keeper, topics=[topic], settlements=[make_settlement()])
    make_group(keeper)
    meant = covering.concerned(occasion_of(consultation))
    assert set(meant) == {both.pk, everywhere.pk, everything.pk}


def test_an_organisation_that_applied_for_a_seat_came() -> None:
    keeper, call, speaks = make_keeper(), make_call(), make_representation()
    row = make_reachable(keeper, eik=speaks.organisation.eik)
    make_application(call, speaks)
    occasion = occasions.found(f"call:{call.public_id}", portal_clock.now())
    assert occasion is not None
    found = covering.coverage(occasion)
    assert [(one.name, one.is_silent) for one in found.rows] == [(row.name, False)]
    assert found.share_came is None


def test_an_organisation_whose_member_was_at_a_meeting_came() -> None:
    keeper = make_keeper()
    body = make_body(keeper)
    here, absent = (make_reachable(keeper, name=f"Клуб {n}") for n in ("Спица", "Глас"))
    meeting = make_meeting(body, make_secretary())
    make_attendee(meeting, make_member(body), presence="present", speaks_for="клуб спица")
    make_attendee(meeting, make_member(body), presence="absent", speaks_for=absent.name)
    occasion = occasions.found(f"body:{body.public_id}", portal_clock.now())
    assert occasion is not None
    assert [(one.name, one.how) for one in covering.coverage(occasion).rows] == [(here.name, "1")]


@pytest.mark.parametrize("name", ["moon:1", "consultation:none", "call:", "body:x", ""])
def test_an_occasion_that_is_not_there_is_not_found(name: str) -> None:
    assert occasions.found(name, portal_clock.now()) is None


def test_the_picture_shows_each_or_says_how_many_more_there_are() -> None:
    rows = [Stakeholder(name=str(n), influence=2, interest=4, affectedness=1) for n in range(12)]
    picture = drawn([*rows, Stakeholder(name="new")])
    assert len(picture.spots) == 8
    assert [crowd.more for crowd in picture.crowds] == [4]
    assert len({(spot.x, spot.y) for spot in picture.spots}) == 8
