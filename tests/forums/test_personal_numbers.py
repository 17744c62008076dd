"""No ЕГН comes into a call for members or a forum: by a form, by the name of a file, by an act."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm, CharField
from django.test import Client
from django.urls import reverse

from forums.calls import applying, completing, drafting, objecting, publishing, selecting
from forums.calls.forms import applying as call_forms
from forums.calls.forms import desk as call_desk_forms
from forums.calls.models import Application
from forums.calls.placing import Place
from forums.gatherings import framing, projects, registering, sessions, voting
from forums.gatherings.forms import desk as forum_desk_forms
from forums.gatherings.forms import registration
from forums.gatherings.forms import sessions as session_forms
from forums.gatherings.models import Registration
from forums.gatherings.registering import Answers
from prestizh.egn import SENTENCE
from prestizh.ledger.clock import today
from prestizh.refusal import Refused
from prestizh.ui.without_egn import RefusesEgn
from tests.cast import come_in
from tests.factories import make_representation
from tests.fixtures_clock import Clock
from tests.forums.calls.making import (
    TYPED,
    give,
    make_application_draft,
    make_call,
    make_call_in_preparation,
    make_decided,
    make_document,
    make_selecting,
)
from tests.forums.direct.making import EGN
from tests.forums.direct.test_no_personal_number import forms_of
from tests.forums.gatherings.making import (
    make_idea,
    make_motion,
    make_open_tables,
    make_session,
    make_table_forum,
    make_working,
    table_of,
    votes,
)
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db

MODULES = (call_forms, call_desk_forms, forum_desk_forms, registration, session_forms)
# What the agreed public source said (numbers of a lottery), letter for letter: changing it would
# change the draw.
OF_A_SOURCE = {forum_desk_forms.SeedForm}


def test_every_form_of_calls_and_forums_with_a_free_field_refuses_one() -> None:
    names = {module.__name__ for module in MODULES}
    here = {one for one in forms_of(BaseForm) if one.__module__ in names}
    free = {
        one
        for one in here
        if any(type(field) is CharField for field in one.base_fields.values())  # type: ignore[attr-defined]
    }
    assert len(free) > 15
    assert free - OF_A_SOURCE <= forms_of(RefusesEgn)


TEXTS = ("candidate", "phone", "competence", "interest", "connections")


@pytest.mark.parametrize("field", TEXTS)
def test_no_text_of_an_application_takes_one_and_what_was_typed_stays_there(field: str) -> None:
    call, speaks = make_call(), make_representation()
    place = f"{call.seats.get().pk}-{speaks.pk}"
    typed = {**TYPED, "is_declared": "on", "key": str(uuid.uuid4()), "place": place}
    words = f"лице с ЕГН {EGN}"
    page = come_in(Client(), speaks.user).post(
        reverse("calls:apply", args=[call.public_id]), {**typed, field: words}
    )
    assert page.status_code == 422
    form = page.context["form"]
    assert form.errors == {field: [str(SENTENCE)]}
    assert form[field].value() == words
    others = set(TEXTS) - {field}
    assert {name: form[name].value() for name in others} == {name: TYPED[name] for name in others}
    assert not Application.objects.exists()


def test_no_file_of_an_application_is_called_by_one() -> None:
    draft = make_application_draft(make_call())
    file = SimpleUploadedFile(f"справка {EGN}.txt", "справка".encode())
    place = f"{draft.seat_id}-{draft.representation_id}"
    page = come_in(Client(), draft.applicant).post(
        reverse("calls:edit", args=[draft.public_id]),
        {**TYPED, "is_declared": "on", "key": str(draft.key), "place": place, "other": file},
    )
    assert page.status_code == 422
    assert page.context["form"].errors == {"other": [str(SENTENCE)]}


def test_an_application_that_holds_one_is_not_sent() -> None:
    draft = make_application_draft(make_call())
    Application.objects.filter(pk=draft.pk).update(competence=f"лице {EGN}")
    with pytest.raises(Refused) as refused:
        applying.submit(draft, actor=draft.applicant)
    assert [one.field for one in refused.value.obstacles] == ["competence"]


def test_registering_for_a_forum_takes_none_and_nothing_typed_is_lost() -> None:
    forum = make_open_tables()
    typed = {
        "name": f"Ваня Събева {EGN}",
        "email": "vanya@example.org",
        "area": "Хасково",
        "age": forum.age_names[0],
        "sex": "жена",
        "agrees": "on",
        "table": table_of(forum).pk,
    }
    page = Client().post(reverse("gatherings:register", args=[forum.body.public_id]), typed)
    assert page.status_code == 422
    assert page.context["form"].errors == {"name": [str(SENTENCE)]}
    assert page.context["form"]["name"].value() == typed["name"]
    assert not Registration.objects.exists()


@pytest.mark.parametrize("field", ["name", "email", "phone"])
def test_the_act_of_registering_takes_none(field: str) -> None:
    forum = make_open_tables()
    words = f"{EGN}@example.org" if field == "email" else EGN
    given = {"name": "Ваня Събева", "email": "vanya@example.org", field: words}
    answers = Answers(
        **given,
        area="Хасково",
        age=forum.age_names[0],
        sex="жена",
        table=table_of(forum),
    )
    with pytest.raises(Refused) as refused:
        registering.register(forum, actor=None, answers=answers)
    assert refused.value.obstacles[0].field == field


def refused_at(act: Callable[[], object], field: str) -> None:
    """The act refuses with the sentence at this field and no other."""
    with pytest.raises(Refused) as refused:
        act()
    said = [(one.sentence, one.field) for one in refused.value.obstacles]
    assert said == [(SENTENCE, field)]


def test_no_act_of_a_call_takes_one() -> None:
    clerk = make_clerk()
    call = make_call_in_preparation(clerk=clerk)
    refused_at(lambda: drafting.revise(call, actor=clerk, contact=EGN), "contact")
    publishing.publish(call, actor=clerk)
    refused_at(lambda: publishing.cancel(call, actor=clerk, reason=EGN), "reason")
    speaks = make_representation()
    place = Place(call.seats.get(), speaks)
    refused_at(
        lambda: applying.begin(
            call, actor=speaks.user, place=place, key=uuid.uuid4(), competence=EGN
        ),
        "competence",
    )
    draft = make_application_draft(call, speaks)
    refused_at(
        lambda: applying.revise(draft, actor=speaks.user, place=place, interest=EGN), "interest"
    )
    named = make_document(speaks.user, f"{EGN}.pdf")
    refused_at(lambda: applying.set_mandate(draft, actor=speaks.user, document=named), "mandate")
    refused_at(lambda: applying.attach(draft, actor=speaks.user, document=named), "other")


def test_no_word_about_an_application_takes_one(clock: Clock) -> None:
    clerk = make_clerk()
    call, (first, *_others) = make_selecting(clerk, clock)
    refused_at(lambda: selecting.name_selector(call, actor=clerk, name=EGN), "name")
    tomorrow = today() + timedelta(days=1)
    refused_at(lambda: completing.ask(first, actor=clerk, asked=EGN, last_day=tomorrow), "asked")
    asked = completing.ask(first, actor=clerk, asked="Липсва печат", last_day=tomorrow)
    refused_at(lambda: completing.complete(asked, actor=first.applicant, answer=EGN), "answer")
    give(call, clerk, {first: (5, 5)})
    refused_at(
        lambda: selecting.judge(first, actor=clerk, decision="selected", reasons=EGN), "reasons"
    )


def test_no_objection_and_no_answer_takes_one(clock: Clock) -> None:
    clerk = make_clerk()
    _call, (first, *_others) = make_decided(clerk, clock)
    refused_at(lambda: objecting.make_objection(first, actor=first.applicant, text=EGN), "text")
    made = objecting.make_objection(first, actor=first.applicant, text="Не съм съгласна.")
    refused_at(
        lambda: objecting.answer(made, actor=clerk, outcome="upheld", reasons=EGN), "reasons"
    )


def test_no_act_of_a_forum_takes_one() -> None:
    clerk = make_clerk()
    forum = make_table_forum(clerk)
    refused_at(lambda: framing.revise(forum, actor=clerk, moderator=EGN), "moderator")
    refused_at(
        lambda: framing.add_table(forum, actor=clerk, kind="interest", interest=EGN, places=4),
        "interest",
    )
    refused_at(lambda: projects.add_criterion(forum, actor=clerk, name=EGN, most=5), "name")


def test_no_session_motion_or_project_takes_one() -> None:
    clerk = make_clerk()
    session = make_session(make_working(clerk, fund=1000), clerk)
    refused_at(lambda: make_motion(session, clerk, text=f"да помогнем на {EGN}"), "text")
    refused_at(lambda: make_idea(session, clerk, f"Пейка за {EGN}", 100), "title")
    refused_at(lambda: sessions.publish_bulletin(session, actor=clerk, bulletin=EGN), "bulletin")
    later = session.on + timedelta(days=1)
    refused_at(
        lambda: sessions.plan(session.forum, actor=clerk, on=later, place="10:00", agenda=EGN),
        "agenda",
    )
    idea = make_idea(session, clerk, "Пейка", 100)
    criterion = projects.add_criterion(session.forum, actor=clerk, name="Полза", most=5)
    projects.judge(idea, actor=clerk, points={criterion: 4})
    voting.vote(idea, actor=clerk, choices=votes(session))
    assert projects.select(session.forum, actor=clerk) == [idea]
    refused_at(
        lambda: projects.follow_up(idea, actor=clerk, stage="at_work", responsible=EGN),
        "responsible",
    )
