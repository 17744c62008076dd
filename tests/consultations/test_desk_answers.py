"""A clerk answers proposals: the table, the split screen, save and next."""

import pytest
from django.test import Client
from django.urls import reverse

from consultations import answering
from consultations.models import Answer, Consultation, Proposal, ProposalKind
from consultations.proposing import Item
from prestizh.accounts.models import User
from tests.consultations.making import article, make_open, make_opinion
from tests.counting import queries_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def address(name: str, *args: object) -> str:
    return reverse(f"consultations:{name}", args=args)


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def consultation(clerk: User) -> Consultation:
    return make_open(clerk)


def three_proposals(consultation: Consultation) -> list[Proposal]:
    """On the whole draft, on чл. 3 and on чл. 2: sent against the order of the text."""
    items = [
        Item(ProposalKind.QUESTION, None, "", "Откога?"),
        Item(ProposalKind.REMARK, article(consultation, 3), "", "Твърде строго."),
        Item(ProposalKind.REWORD, article(consultation, 2), "Мете се всеки ден.", "По-чисто е."),
    ]
    author = make_user()
    opinion = make_opinion(consultation, author, items=items)
    whole, third, second = Proposal.objects.filter(opinion=opinion).order_by("number")
    return [second, third, whole]


def save(desk: Client, consultation: Consultation, proposal: Proposal, **given: str) -> "str | int":
    """The address one is sent on to, or the status where the answer is refused."""
    answer = desk.post(address("desk_answer", consultation.public_id, proposal.pk), given)
    return str(answer["Location"]) if answer.status_code == 302 else answer.status_code


def test_save_and_next_goes_through_the_text_and_ends_at_the_table(
    desk: Client, consultation: Consultation
) -> None:
    second, third, whole = three_proposals(consultation)
    where = save(desk, consultation, third, decision="rejected", reasons="Не е.", then="next")
    assert where == address("desk_answer", consultation.public_id, whole.pk)
    where = save(desk, consultation, whole, decision="answered", reasons="От януари.", then="next")
    # What was passed over comes before the end.
    assert where == address("desk_answer", consultation.public_id, second.pk)
    where = save(desk, consultation, second, decision="accepted", then="next")
    assert where == address("desk_answers", consultation.public_id)
    consultation.refresh_from_db()
    assert consultation.answered_count == 3


def test_the_neighbours_follow_the_order_of_the_text(
    desk: Client, consultation: Consultation
) -> None:
    second, third, whole = three_proposals(consultation)
    for proposal, before, after in (
        (second, None, third),
        (third, second, whole),
        (whole, third, None),
    ):
        page = desk.get(address("desk_answer", consultation.public_id, proposal.pk))
        assert (page.context["before"], page.context["after"]) == (before, after)


def test_a_refusal_without_reasons_is_refused_and_the_typed_stays(
    desk: Client, consultation: Consultation
) -> None:
    second, _third, whole = three_proposals(consultation)
    assert save(desk, consultation, second, decision="rejected", reasons=" ") == 422
    assert save(desk, consultation, whole, decision="accepted", reasons="Дълъг текст.") == 422
    url = address("desk_answer", consultation.public_id, whole.pk)
    page = desk.post(url, {"decision": "accepted", "reasons": "Дълъг текст."})
    assert "Дълъг текст." in page.content.decode()
    assert not Answer.objects.exists()


def test_an_answer_is_changed_until_the_report(desk: Client, consultation: Consultation) -> None:
    second, _third, _whole = three_proposals(consultation)
    save(desk, consultation, second, decision="accepted", then="stay")
    where = save(desk, consultation, second, decision="partly", reasons="Само делник.", then="stay")
    assert where == address("desk_answer", consultation.public_id, second.pk)
    assert Answer.objects.get().decision == "partly"
    consultation.refresh_from_db()
    assert consultation.answered_count == 1


def test_the_table_is_filtered_by_state_kind_and_article(
    desk: Client, clerk: User, consultation: Consultation
) -> None:
    second, third, whole = three_proposals(consultation)
    answering.answer(second, actor=clerk, decision="accepted")
    url = address("desk_answers", consultation.public_id)
    for query, expected in (
        ("", [second, third, whole]),
        ("?state=unanswered", [third, whole]),
        ("?state=accepted", [second]),
        ("?kind=question", [whole]),
        (f"?article={article(consultation, 3).anchor}", [third]),
        ("?article=whole", [whole]),
        ("?state=nonsense&kind=%27&article=%00&page=10000000000000000", [second, third, whole]),
    ):
        page = desk.get(url + query)
        assert page.status_code == 200
        assert list(page.context["page"]) == expected, query


def test_the_table_counts_what_each_filter_leads_to(
    desk: Client, clerk: User, consultation: Consultation
) -> None:
    second, _third, _whole = three_proposals(consultation)
    answering.answer(second, actor=clerk, decision="accepted")
    page = desk.get(address("desk_answers", consultation.public_id))
    assert [option.count for option in page.context["options"]] == [3, 2, 1]


def test_the_table_costs_the_same_with_one_and_with_fifty_proposals(
    desk: Client, consultation: Consultation
) -> None:
    make_opinion(consultation, make_user())
    url = address("desk_answers", consultation.public_id)
    desk.get(url)
    few = queries_of(desk, url)
    for _number in range(17):
        three_proposals(consultation)
    assert Proposal.objects.filter(consultation=consultation).count() > 50
    assert queries_of(desk, url) == few
    assert few <= 25


def test_the_work_list_costs_the_same_with_one_and_with_ten_drafts(
    desk: Client, clerk: User
) -> None:
    make_open(clerk)
    desk.get(address("desk"))
    few = queries_of(desk, address("desk"))
    for _number in range(9):
        make_open(clerk)
    assert queries_of(desk, address("desk")) == few


def test_an_unconfirmed_proposal_is_not_on_the_table(
    desk: Client, consultation: Consultation
) -> None:
    guest = make_opinion(consultation)
    url = address("desk_answer", consultation.public_id, guest.proposals.get().pk)
    assert desk.get(url).status_code == 404
    assert not list(
        desk.get(address("desk_answers", consultation.public_id)).context.get("page", [])
    )
