"""Each edition of a result can be objected to, also by who objected to one before it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from forums.calls import deciding, objecting
from forums.calls.letters import write_answer, write_to_applicant
from forums.calls.models import Application, Call
from forums.calls.protocol.content import objections_of
from forums.calls.protocol.renditions import as_word, public_foot
from forums.calls.protocol.sheet import sheet_of
from prestizh.accounts.models import User
from prestizh.ledger import clock as portal_clock
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.cast import come_in
from tests.fixtures_clock import Clock
from tests.forums.calls.making import again
from tests.forums.calls.objected import corrected as correct_with_the_first
from tests.forums.calls.objected import make_left_out, uphold
from tests.forums.calls.test_protocol import words_of_word
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db

FIRST, SECOND = "Първо възражение.", "Второ: мястото беше мое."


@pytest.fixture
def clerk() -> User:
    return make_clerk()


@pytest.fixture
def corrected(clerk: User, clock: Clock) -> tuple[Call, list[Application]]:
    """The third objected in vain; then the first came back, and the third lost the place."""
    call, sent = make_left_out(clerk, clock)
    made = objecting.make_objection(sent[2], actor=sent[2].applicant, text=FIRST)
    objecting.answer(made, actor=clerk, outcome="rejected", reasons="Точките са верни.")
    return correct_with_the_first(call, sent, clerk), sent


def test_who_lost_by_the_correction_objects_again_and_once(
    corrected: tuple[Call, list[Application]], clerk: User
) -> None:
    _call, sent = corrected
    loser = Application.objects.get(pk=sent[2].pk)
    assert objecting.may_object(loser, portal_clock.now())
    made = objecting.make_objection(loser, actor=loser.applicant, text=SECOND)
    assert [one.edition for one in loser.objections.all()] == [1, 2]
    assert not objecting.may_object(loser, portal_clock.now())
    assert objecting.make_objection(loser, actor=loser.applicant, text=SECOND) == made
    with pytest.raises(Refused):
        objecting.make_objection(loser, actor=loser.applicant, text="Трето.")
    objecting.answer(made, actor=clerk, outcome="rejected", reasons="Класирането е вярно.")
    letters = Message.objects.filter(
        kind="application.objection_answered", user=loser.applicant
    ).order_by("pk")
    with translation.override("bg"):
        written = [write_answer(one) for one in letters]
    assert [one.context["words"].paragraphs[1] for one in written if one] == [
        "Точките са верни.",
        "Класирането е вярно.",
    ]


def test_the_database_takes_one_objection_to_an_edition(
    corrected: tuple[Call, list[Application]],
) -> None:
    _call, sent = corrected
    with pytest.raises(IntegrityError), transaction.atomic():
        sent[2].objections.create(edition=1, text=SECOND, made_at=portal_clock.now())
    sent[2].objections.create(edition=2, text=SECOND, made_at=portal_clock.now())


def test_nothing_is_final_before_the_second_is_answered(
    corrected: tuple[Call, list[Application]], clerk: User, clock: Clock
) -> None:
    call, sent = corrected
    made = objecting.make_objection(sent[2], actor=sent[2].applicant, text=SECOND)
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at)
    with pytest.raises(Refused) as refused:
        deciding.finish(call, actor=clerk)
    assert [one.field for one in refused.value.obstacles] == ["objections"]
    objecting.answer(made, actor=clerk, outcome="rejected", reasons="Класирането е вярно.")
    deciding.finish(call, actor=clerk)


def test_the_pages_show_both_and_the_desk_answers_the_one_that_waits(
    corrected: tuple[Call, list[Application]], clerk: User
) -> None:
    call, sent = corrected
    loser, keeper = come_in(Client(), sent[2].applicant), come_in(Client(), clerk)
    own = loser.get(sent[2].get_absolute_url()).content.decode()
    assert reverse("calls:object", args=[sent[2].public_id]) in own
    loser.post(reverse("calls:object", args=[sent[2].public_id]), {"text": SECOND})
    own = loser.get(sent[2].get_absolute_url()).content.decode()
    assert FIRST in own
    assert SECOND in own
    assert "Вашето възражение срещу поправения резултат" in own
    desk = reverse("calls:desk_objection", args=[call.public_id, sent[2].public_id])
    page = keeper.get(desk).content.decode()
    assert FIRST in page
    assert SECOND in page
    keeper.post(desk, {"outcome": "rejected", "reasons": "Класирането е вярно."})
    outcomes = sent[2].objections.values_list("answer", flat=True)
    assert list(outcomes) == ["Точките са верни.", "Класирането е вярно."]
    assert "<form" not in keeper.get(desk).content.decode().partition("<main")[2]


def test_the_protocol_holds_both_and_says_which_was_against_the_correction(
    corrected: tuple[Call, list[Application]], clerk: User, clock: Clock
) -> None:
    call, sent = corrected
    made = objecting.make_objection(sent[2], actor=sent[2].applicant, text=SECOND)
    objecting.answer(made, actor=clerk, outcome="rejected", reasons="Класирането е вярно.")
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at)
    deciding.finish(call, actor=clerk)
    newest = call.protocols.first()
    assert newest is not None
    with translation.override("bg"):
        full = words_of_word(as_word(newest.content, public_foot(newest)))
        public = words_of_word(as_word(newest.shown, public_foot(newest)))
    for words in (FIRST, SECOND, "Точките са верни.", "Класирането е вярно."):
        assert words in full
        assert words not in public
    assert "Възражение срещу поправения резултат" in public


def test_a_protocol_from_before_says_its_only_objection(
    corrected: tuple[Call, list[Application]],
) -> None:
    call, _sent = corrected
    newest = call.protocols.first()
    assert newest is not None
    content: dict[str, Any] = newest.content
    for row in content["seats"][0]["applications"]:
        del row["objections"]
        row |= {"objection": "upheld", "objection_text": FIRST, "objection_answer": "Да."}
    assert objections_of(content["seats"][0]["applications"][0]) == [
        {"edition": 1, "outcome": "upheld", "text": FIRST, "answer": "Да."}
    ]
    with translation.override("bg"):
        entry = sheet_of(content).seats[0].entries[0]
    assert entry.objection == [
        ("Възражение", "уважено"),
        ("Какво се възразява", FIRST),
        ("Мотиви на отговора", "Да."),
    ]
    untouched = {"objection": "", "objection_text": "", "objection_answer": ""}
    assert objections_of(untouched) == []


def test_a_single_changed_decision_is_told_and_begins_the_term_anew(
    clerk: User, clock: Clock
) -> None:
    call, sent = make_left_out(clerk, clock)
    uphold(sent[3], clerk)
    assert call.objections_close_at is not None
    before = call.objections_close_at
    clock.step_to(before + timedelta(days=1))
    objecting.change_verdict(sent[1], actor=clerk, decision="selected", reasons="По-точни мотиви.")
    assert again(call).objections_close_at == before
    objecting.change_verdict(sent[2], actor=clerk, decision="reserve", reasons="Измества се.")
    call = again(call)
    assert call.objections_close_at is not None
    assert call.objections_close_at > before
    message = Message.objects.get(kind="application.decision_changed", user=sent[2].applicant)
    with translation.override("bg"):
        letter = write_to_applicant(message)
    assert letter is not None
    said = letter.context["words"].paragraphs
    assert "в списъка на резервите" in said[0]
    assert "Измества се." in said
    assert "Можете да възразите" in said[-1]
    loser = Application.objects.get(pk=sent[2].pk)
    objecting.make_objection(loser, actor=loser.applicant, text=SECOND)
