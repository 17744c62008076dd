"""From the decision of a meeting to the recommendation and back: acts, pages, the database."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from forums.recommendations import drafting, sending
from forums.recommendations.models import Recommendation
from forums.recommendations.procedure import tell
from prestizh.ledger.models import Entry
from prestizh.meetings.models import Decision
from prestizh.refusal import Refused
from tests.consultations.making import make_open
from tests.counting import queries_of
from tests.forums.making import make_clerk, make_secretary
from tests.forums.recommendations.making import FACTS, make_answer, make_draft, make_sent
from tests.meetings.held import Held, make_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
OF_MEETING = {"origin": "meeting", "origin_reason": ""}


@pytest.fixture
def held() -> Held:
    return make_held()


@pytest.fixture
def decision(held: Held) -> Decision:
    found: Decision = held.meeting.decisions.filter(item__is_closed=False).get()
    return found


@pytest.fixture
def english() -> Iterator[None]:
    with override("en"):
        yield


def recommend(held: Held, decision: Decision) -> Recommendation:
    """Sent, with the decision of the meeting as its origin."""
    return make_sent(held.body, held.secretary, decision=decision, **OF_MEETING)


def meeting_page(held: Held) -> str:
    return reverse("meetings:page", args=[held.meeting.public_id])


@pytest.mark.usefixtures("english")
def test_what_a_meeting_decided_names_a_decision_of_the_same_body(
    held: Held, decision: Decision
) -> None:
    other = make_held().meeting.decisions.first()
    for wrong in (None, other):
        with pytest.raises(Refused, match="Choose the decision") as refused:
            make_draft(held.body, held.secretary, decision=wrong, **OF_MEETING)
        assert [one.field for one in refused.value.obstacles] == ["decision"]
    with pytest.raises(Refused, match="was decided at a meeting"):
        make_draft(held.body, held.secretary, decision=decision)
    draft = make_draft(held.body, held.secretary, decision=decision, **OF_MEETING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=draft.pk).update(decision=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=draft.pk).update(origin="outside", origin_reason="Тъй.")


@pytest.mark.usefixtures("english")
def test_what_was_sent_keeps_its_decision(held: Held, decision: Decision) -> None:
    row = recommend(held, decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=row.pk).update(decision=None)
    sent = Entry.objects.get(subject=held.body.subject, kind="recommendation.sent")
    assert sent.shown()["decision"] == f"{held.meeting.public_id}/{decision.number}"


def test_a_draft_from_before_is_not_sent_without_its_decision(
    held: Held, decision: Decision
) -> None:
    draft = make_draft(held.body, held.secretary, decision=decision, **OF_MEETING)
    Recommendation.objects.filter(pk=draft.pk).update(decision=None)
    with pytest.raises(Refused):
        sending.send(draft, actor=held.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.changes.create(
            source="drafted", target="sent", step="send", actor=held.secretary, at=draft.drafted_at
        )


def test_it_begins_at_the_decision_with_its_words(
    client: Client, held: Held, decision: Decision
) -> None:
    client.force_login(held.secretary)
    desk = client.get(reverse("meetings:desk_page", args=[held.meeting.public_id]))
    new = reverse("recommendations:desk_new", args=[held.body.public_id])
    begin = f"{new}?decision={decision.pk}"
    assert begin in desk.content.decode()
    form = client.get(begin).context["form"]
    assert form["text"].value() == decision.text
    assert (form["origin"].value(), form["decision"].value()) == ("meeting", decision.pk)
    given = {**FACTS, **OF_MEETING, "decision": decision.pk}
    assert client.post(begin, {**given, "decision": ""}).status_code == 422
    assert client.post(begin, given).status_code == 302
    row = Recommendation.objects.get()
    assert row.decision == decision
    desk = client.get(reverse("meetings:desk_page", args=[held.meeting.public_id]))
    assert reverse("recommendations:desk_page", args=[row.public_id]) in desk.content.decode()


def test_words_from_behind_closed_doors_are_not_put_into_a_public_text(
    client: Client, held: Held
) -> None:
    closed = Decision.objects.create(
        meeting=held.meeting,
        item=held.meeting.items.get(is_closed=True),
        number=7,
        kind="recommendation",
        text="Лични данни.",
        at=held.meeting.starts_at,
        by=held.secretary,
    )
    client.force_login(held.secretary)
    new = reverse("recommendations:desk_new", args=[held.body.public_id])
    shown = client.get(f"{new}?decision={closed.pk}")
    assert shown.context["form"]["text"].value() == ""
    assert shown.context["form"]["decision"].value() == closed.pk


@pytest.mark.parametrize("key", ["", "x", "999999", "-1", "٣"])
def test_a_decision_that_is_not_there_begins_nothing(client: Client, held: Held, key: str) -> None:
    client.force_login(held.secretary)
    new = reverse("recommendations:desk_new", args=[held.body.public_id])
    shown = client.get(new, {"decision": key})
    assert shown.status_code == 200
    assert not shown.context["form"]["decision"].value()


def test_decisions_of_other_bodies_are_not_offered(
    client: Client, held: Held, decision: Decision
) -> None:
    other = make_held(secretary=held.secretary)
    client.force_login(held.secretary)
    new = reverse("recommendations:desk_new", args=[other.body.public_id])
    offered = client.get(f"{new}?decision={decision.pk}").context["form"]
    assert not offered["decision"].value()
    refused = client.post(new, {**FACTS, **OF_MEETING, "decision": decision.pk})
    assert refused.status_code == 422


def test_everybody_reads_of_the_decision_and_on_the_meeting_of_the_answer(
    client: Client, held: Held, decision: Decision
) -> None:
    row = recommend(held, decision)
    draft = make_draft(
        held.body, held.secretary, title="Още се пише", decision=decision, **OF_MEETING
    )
    own = client.get(row.get_absolute_url()).content.decode()
    assert f"{meeting_page(held)}#item-{decision.item.position}" in own
    assert "Отговор до" in client.get(meeting_page(held)).content.decode()
    make_answer(row)
    shown = client.get(meeting_page(held)).content.decode()
    assert row.get_absolute_url() in shown
    assert "Отговор до" not in shown
    assert draft.title not in shown
    table = client.get(reverse("recommendations:csv")).getvalue().decode("utf-8-sig")
    assert row.rests_on in table


def test_all_pages_that_show_it_are_raised_in_one_order(held: Held, decision: Decision) -> None:
    row = recommend(held, decision)
    with CaptureQueriesContext(connection) as captured:
        tell(row)
    raised = [query for query in captured if "INSERT INTO ui_publication" in query["sql"]]
    assert len(raised) == 1
    for key in (f"meeting:{held.meeting.public_id}", f"body:{held.body.public_id}"):
        assert key in raised[0]["sql"]


def test_what_rests_on_no_decision_says_so(client: Client, held: Held) -> None:
    row = make_sent(held.body, held.secretary)
    shown = client.get(row.get_absolute_url()).content.decode()
    assert "Не почива на решение от заседание." in shown
    assert FACTS["origin_reason"] in shown


def test_a_body_without_decisions_is_told_what_to_choose(client: Client) -> None:
    from tests.forums.making import make_body

    secretary = make_secretary()
    client.force_login(secretary)
    body = make_body(secretary=secretary)
    shown = client.get(reverse("recommendations:desk_new", args=[body.public_id])).content.decode()
    assert "още няма решение на този орган" in shown


def test_ten_consequences_cost_as_much_as_one(
    client: Client, held: Held, decision: Decision
) -> None:
    recommend(held, decision)
    once = queries_of(client, meeting_page(held) + "?x=1")
    for _number in range(9):
        recommend(held, decision)
    assert queries_of(client, meeting_page(held) + "?x=1") == once


def test_a_discussion_shows_what_is_recommended_on_it(client: Client, held: Held) -> None:
    consultation = make_open(make_clerk())
    page = consultation.get_absolute_url()
    row = make_draft(held.body, held.secretary)
    for path in ("чл.1", "чл.2"):
        provision = consultation.provisions.get(path=path)
        drafting.link(
            row,
            actor=held.secretary,
            kind="provision",
            consultation=consultation,
            provision=provision,
        )
    assert row.title not in client.get(page).content.decode()
    sending.send(row, actor=held.secretary)
    shown = client.get(page).content.decode()
    assert shown.count(row.get_absolute_url()) == 1
    for path in ("чл.1", "чл.2"):
        assert f'href="#{consultation.provisions.get(path=path).anchor}"' in shown
    make_answer(row)
    assert "Отговор до" not in client.get(page).content.decode()
    once = queries_of(client, page + "?x=1")
    for _number in range(5):
        other = make_sent(held.body, held.secretary)
        drafting.link(other, actor=held.secretary, kind="consultation", consultation=consultation)
    assert queries_of(client, page + "?x=1") == once
