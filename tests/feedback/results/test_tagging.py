"""Open answers: topics by hand with suggestions, quotes that are verbatim, proposals handed on."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from feedback.measures.answering import answer, register
from feedback.measures.measuring import add_measure
from feedback.measures.models import ImprovementProposal
from feedback.measures.proposing import propose, take_in
from feedback.results import publishing, tagging
from feedback.results.likeness import suggested
from feedback.results.models import Quote, Tagging
from feedback.surveys import answering, counted
from feedback.surveys.models import OpenAnswer, Survey
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.refusal import Refused
from tests.counting import queries_of
from tests.feedback.results.making import first_answer, given, make_closed
from tests.feedback.surveys.making import make_open

TEXTS = [
    "Срещите да са вечер, след работа. Иван Петров, ул. Морава 3",
    "Вечер е по-добре, след работното време.",
    "Материалите да се пращат по-рано.",
    "Пращайте материалите седмица по-рано.",
    "Микрофонът не работеше.",
    "Да има паркинг.",
]


@pytest.fixture
def survey(clerk: User) -> Survey:
    return make_closed(clerk, 12, TEXTS)


def the_answer(survey: Survey, beginning: str) -> OpenAnswer:
    return counted.open_answers(survey).get(text__startswith=beginning)


def test_an_answer_is_given_topics_in_place_of_those_before(clerk: User, survey: Survey) -> None:
    row = first_answer(survey)
    tagging.tag(row, actor=clerk, names=["час", " час ", "място", ""])
    assert sorted(row.taggings.values_list("topic__name", flat=True)) == ["място", "час"]
    tagging.tag(row, actor=clerk, names=["час"])
    assert list(row.taggings.values_list("topic__name", flat=True)) == ["час"]


def test_topics_have_their_limits(clerk: User, survey: Survey) -> None:
    row = first_answer(survey)
    for names in (["я" * 81], [str(number) for number in range(61)]):
        with pytest.raises(Refused):
            tagging.tag(row, actor=clerk, names=names)
    assert not Tagging.objects.exists()


def test_topics_are_suggested_by_the_words_that_answers_share() -> None:
    known = [(TEXTS[1], "час"), (TEXTS[3], "материали"), (TEXTS[5], "място")]
    assert suggested(TEXTS[0], known)[0] == "час"
    assert suggested(TEXTS[2], known)[0] == "материали"
    assert suggested("Благодаря!", known) == []
    assert suggested("", []) == []


def test_a_quote_is_verbatim_with_words_left_out(clerk: User, survey: Survey) -> None:
    row = the_answer(survey, "Срещите")
    made = tagging.free_for_quoting(row, actor=clerk, text="Срещите да са вечер, след работа. […]")
    assert made.text == "Срещите да са вечер, след работа. […]"
    for text in ("Срещите да са сутрин.", "работа. […] Срещите", "", "я" * 2001):
        with pytest.raises(Refused):
            tagging.free_for_quoting(row, actor=clerk, text=text)
    tagging.withdraw_quote(row, actor=clerk)
    assert not Quote.objects.exists()


def test_only_what_was_set_free_is_published(clerk: User, survey: Survey, client: Client) -> None:
    row = the_answer(survey, "Срещите")
    tagging.tag(row, actor=clerk, names=["час"])
    tagging.free_for_quoting(row, actor=clerk, text="Срещите да са вечер[…]")
    found = publishing.publish(survey, actor=clerk)
    page = client.get(found.get_absolute_url()).content.decode()
    data = client.get(reverse("results:json", args=[survey.public_id])).content.decode()
    for shown in (page, data):
        assert "Срещите да са вечер" in shown
        assert "Морава" not in shown
        assert "Микрофонът" not in shown
    assert found.content["voices"]["topics"] == [{"name": "час", "count": None}]
    with pytest.raises(Refused, match="not changed"):
        tagging.withdraw_quote(row, actor=clerk)


def test_an_answer_that_waits_is_not_touched(clerk: User) -> None:
    survey = make_open(clerk)
    answering.respond(survey, given=given(1, "Рано е."))
    row = OpenAnswer.objects.get()
    for act in (
        lambda: tagging.tag(row, actor=clerk, names=["час"]),
        lambda: tagging.free_for_quoting(row, actor=clerk, text="Рано"),
        lambda: tagging.hand_on(row, actor=clerk, text="Рано е."),
    ):
        with pytest.raises(Refused, match="counted"):
            act()


def test_a_proposal_goes_to_the_register_under_the_name_of_the_survey(
    clerk: User, survey: Survey, client: Client
) -> None:
    row = the_answer(survey, "Да има")
    client.force_login(clerk)
    client.post(reverse("results:hand_on", args=[survey.public_id, row.pk]))
    made = ImprovementProposal.objects.get()
    assert (made.text, made.source, made.survey) == ("Да има паркинг.", "survey", survey)
    assert made.source_name == "Мнения за срещата"
    assert (made.author, made.name, made.email) == (None, "", "")


def test_what_came_of_a_survey_stands_beside_its_results_and_of_no_other(
    clerk: User, client: Client
) -> None:
    texts = ["Да има паркинг.", "Да има вода."]
    found, other = (make_closed(clerk, 8, texts) for _each in range(2))
    made = [tagging.hand_on(the_answer(found, text), actor=clerk, text=text) for text in texts]
    for survey in (found, other):
        publishing.publish(survey, actor=clerk)
    assert str(found) == str(other)
    for row in made:
        register(row, actor=clerk, public_text=row.text)
    answer(made[0], actor=clerk, step="accept", words="Прието.")
    add_measure(made[0], actor=clerk, text="Паркинг", due_on=clock.today(), owner_name="Службата")
    address = reverse("results:page", args=[found.public_id])
    page = client.get(address).content.decode()
    assert "Паркинг" in page
    assert made[0].get_absolute_url() in page
    assert made[1].get_absolute_url() in page
    elsewhere = client.get(reverse("results:page", args=[other.public_id])).content.decode()
    assert "Паркинг" not in elsewhere
    assert "No measure came" in elsewhere
    proposal = client.get(made[0].get_absolute_url()).content.decode()
    assert found.get_absolute_url() in proposal


def test_the_survey_of_a_proposal_stands_and_only_an_answer_has_one(
    clerk: User, survey: Survey
) -> None:
    with pytest.raises(Refused, match="Only an answer"):
        take_in("Вода.", source="body", source_name="Съвет", survey=survey, actor=clerk)
    made = tagging.hand_on(the_answer(survey, "Да има"), actor=clerk, text="Да има паркинг.")
    for values in ({"survey": None}, {"survey": make_closed(clerk, 5)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ImprovementProposal.objects.filter(pk=made.pk).update(**values)
    other = propose("Да има вода.", actor=clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImprovementProposal.objects.filter(pk=other.pk).update(survey=survey)


def test_the_desk_sorts_and_says_what_is_wrong(clerk: User, survey: Survey, client: Client) -> None:
    client.force_login(clerk)
    row = the_answer(survey, "Вечер")
    address = reverse("results:answer", args=[survey.public_id, row.pk])
    assert client.post(address, {"topics": "час, място"}).status_code == 302
    other = the_answer(survey, "Срещите")
    page = client.get(reverse("results:answer", args=[survey.public_id, other.pk])).content.decode()
    assert "час" in page
    refused = client.post(
        reverse("results:quote", args=[survey.public_id, row.pk]), {"text": "Не е казано"}
    )
    assert refused.status_code == 422
    assert "Не е казано" in refused.content.decode()
    taken = client.post(
        reverse("results:quote", args=[survey.public_id, row.pk]), {"text": "Вечер"}
    )
    assert taken.status_code == 302
    client.post(reverse("results:unquote", args=[survey.public_id, row.pk]))
    assert not Quote.objects.exists()


def test_the_list_of_answers_costs_the_same_for_few_and_many(clerk: User, client: Client) -> None:
    client.force_login(clerk)
    counts = []
    for number in (5, 18):
        survey = make_closed(clerk, number, ["Вечер."] * number)
        for row in counted.open_answers(survey):
            tagging.tag(row, actor=clerk, names=["час"])
        counts.append(queries_of(client, reverse("results:answers", args=[survey.public_id])))
    assert counts[0] == counts[1]
