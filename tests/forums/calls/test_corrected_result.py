"""What a correction leaves behind: a supplement, a record, letters, and what the pages say."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from forums.calls import deciding, duties, objecting
from forums.calls.letters import write_answer, write_to_applicant
from forums.calls.models import Application, Call, Verdict
from forums.calls.protocol.content import digest_of
from forums.calls.protocol.renditions import as_pdf, as_word, public_foot
from forums.calls.protocol.sheet import sheet_of
from prestizh.accounts.models import User
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.record import entries
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.cast import come_in
from tests.fixtures_clock import Clock
from tests.forums.calls.objected import GROUNDS, RIGHT, corrected, make_left_out, uphold
from tests.forums.calls.test_protocol import found_in, words_of, words_of_word
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return make_clerk()


@pytest.fixture
def decided(clerk: User, clock: Clock) -> tuple[Call, list[Application]]:
    """Two places: the first application is left out, of the others two selected, one in reserve."""
    return make_left_out(clerk, clock)


def test_the_protocol_gets_a_supplement_and_the_first_edition_stands(
    decided: tuple[Call, list[Application]], clerk: User, clock: Clock
) -> None:
    call, sent = decided
    call = corrected(call, sent, clerk)
    newest, first = call.protocols.all()
    assert (first.number, first.content["supplements"]) == (1, [])
    assert digest_of(first.content) == first.digest
    [supplement] = newest.shown["supplements"]
    assert (supplement["edition"], supplement["grounds"]) == (2, GROUNDS)
    assert supplement["readmitted"][0]["number"] == sent[0].reference
    assert [one["number"] for one in supplement["changes"]] == [row.reference for row in sent]
    assert supplement["changes"][0] == {
        "number": sent[0].reference,
        "before": {"decision": "inadmissible", "place": None, "points": ""},
        "after": {"decision": "selected", "place": 1, "points": "14.00"},
    }
    # Points that everybody gave afterwards are in the full protocol, none in the public one.
    [seat] = newest.content["seats"]
    assert seat["applications"][0]["points_given"] == [[9], [5]]
    with translation.override("bg"):
        [sheet] = sheet_of(newest.shown).supplements
    assert sheet.heading == "Допълнение към протокола, издание 2"
    assert sheet.changes[2] == [
        sent[2].reference,
        "избрано, място 2, 11,00 точки",
        "в списъка на резервите, място 3, 11,00 точки",
    ]
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at + timedelta(hours=1))
    deciding.finish(call, actor=clerk)
    last = call.protocols.first()
    assert last is not None
    assert (last.number, last.shown["supplements"]) == (3, [supplement])


def test_the_papers_of_the_protocol_hold_the_supplement(
    decided: tuple[Call, list[Application]], clerk: User, tmp_path: Path
) -> None:
    newest = corrected(*decided, clerk).protocols.first()
    assert newest is not None
    foot = public_foot(newest)
    pdf = as_pdf(newest.shown, foot)
    assert found_in(pdf, tmp_path) == []
    with translation.override("bg"):
        word = as_word(newest.shown, foot)
    for words in (words_of(pdf), words_of_word(word)):
        assert "Допълнение към протокола, издание 2" in words
        assert GROUNDS in words
        assert "избрано, място 1, 14,00 точки" in " ".join(words.split())


def test_the_record_says_what_went_back_which_points_came_and_what_was_corrected(
    decided: tuple[Call, list[Application]], clerk: User
) -> None:
    call, sent = decided
    corrected(call, sent, clerk)
    said = {one.kind: one.shown() for one in entries(call.body.subject).order_by("pk")}
    assert said["application.readmitted"]["reference"] == sent[0].reference
    assert said["call.points_entered"]["supplement"] == sent[0].reference
    assert said["call.corrected"]["grounds"] == GROUNDS
    assert said["call.corrected"][f"no_{sent[0].pk}"] == "selected 14.00"


def test_everybody_reads_the_correction_and_hears_of_it_and_the_term_begins_anew(
    decided: tuple[Call, list[Application]], clerk: User, clock: Clock
) -> None:
    call, sent = decided
    assert call.objections_close_at is not None
    clock.step(timedelta(days=3))
    before = call.objections_close_at
    call = corrected(call, sent, clerk)
    assert call.objections_close_at is not None
    assert call.objections_close_at > before
    page = Client().get(call.get_absolute_url()).content.decode()
    assert "Резултатът е поправен" in page
    assert GROUNDS in page
    told = Message.objects.filter(kind="call.corrected")
    assert {one.user for one in told} == {row.applicant for row in sent}
    with translation.override("bg"):
        letter = write_to_applicant(told.get(user=sent[2].applicant))
    assert letter is not None
    assert GROUNDS in letter.context["words"].paragraphs
    # Who lost a place by it can object.
    objecting.make_objection(sent[2], actor=sent[2].applicant, text="Мястото беше мое.")


def test_the_answer_says_that_the_application_gets_points_now(
    decided: tuple[Call, list[Application]], clerk: User
) -> None:
    _call, sent = decided
    uphold(sent[0], clerk)
    message = Message.objects.get(kind="application.objection_answered")
    with translation.override("bg"):
        letter = write_answer(message)
    assert letter is not None
    assert "получава точки" in letter.context["words"].paragraphs[-1]


def test_nothing_is_final_and_the_desk_waits_until_it_is_corrected(
    decided: tuple[Call, list[Application]], clerk: User, clock: Clock
) -> None:
    call, sent = decided
    uphold(sent[0], clerk)
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at + timedelta(hours=10))
    with pytest.raises(Refused) as refused:
        deciding.finish(call, actor=clerk)
    assert [one.field for one in refused.value.obstacles] == ["readmitted"]
    with translation.override("bg"):
        [duty] = [one for one in duties.calls_due(clerk, portal_clock.now()) if one.call == call]
    assert "поправете резултата" in duty.action


def test_at_the_desk_points_and_the_correction_are_typed_in_and_nothing_typed_is_lost(
    decided: tuple[Call, list[Application]], clerk: User
) -> None:
    call, sent = decided
    desk = come_in(Client(), clerk)
    address = reverse("calls:desk_correct", args=[call.public_id])
    selection = reverse("calls:desk_selection", args=[call.public_id])
    assert desk.get(address).status_code == 302
    uphold(sent[0], clerk)
    shown = desk.get(selection).content.decode()
    assert address in shown
    points = reverse("calls:desk_points", args=[call.public_id, call.selectors.get().pk])
    assert points in shown
    assert "дал(а) 0 от 2" in desk.get(address).content.decode()
    fields = {
        f"points_{sent[0].pk}_{one.pk}": given
        for one, given in zip(call.criteria.all(), (9, 5), strict=True)
    }
    assert set(desk.get(points).context["points_form"].fields) == set(fields)
    assert desk.post(points, fields).status_code == 302
    form = desk.get(address).context["form"]
    assert form.initial == {}
    assert form[f"decision_{sent[1].pk}"].value() == "selected"
    assert form[f"decision_{sent[0].pk}"].value() is None
    typed = {"grounds": GROUNDS}
    for row, (decision, reasons) in zip(sent, RIGHT, strict=True):
        typed |= {f"decision_{row.pk}": decision, f"reasons_{row.pk}": reasons}
    refused = desk.post(address, {**typed, f"decision_{sent[2].pk}": "selected"})
    assert refused.status_code == 422
    assert refused.context["form"]["grounds"].value() == GROUNDS
    assert desk.post(address, typed).status_code == 302
    assert Verdict.objects.get(application=sent[0]).decision == "selected"
    assert "Резултатът е поправен" in Client().get(call.get_absolute_url()).content.decode()
