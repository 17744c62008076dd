"""The desk of questionnaires: all without a script, and nothing typed is lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from feedback.questionnaires import beginning, codec
from feedback.questionnaires.content import Content
from feedback.questionnaires.library import TEMPLATES
from feedback.questionnaires.models import Questionnaire
from tests.cast import Cast, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast) -> Client:
    return client_of(cast, "clerk")


@pytest.fixture
def made(cast: Cast) -> Questionnaire:
    return beginning.begin_from_library("council", actor=cast.clerk)


def address(name: str, questionnaire: Questionnaire, *more: object) -> str:
    return "/en" + reverse(f"questionnaires:{name}", args=[questionnaire.public_id, *more])


def now(questionnaire: Questionnaire) -> Content:
    return questionnaire.versions.order_by("-number")[0].asks


def fields(desk: Client, url: str) -> dict[str, Any]:
    """What a browser would send from the form of this page, untouched."""
    form = desk.get(url).context["form"]
    data = {field.html_name: field.value() for field in form}
    return {
        name: "on" if value is True else value
        for name, value in data.items()
        if value is not None and value is not False
    }


def test_a_questionnaire_is_begun_from_the_library_empty_and_from_a_file(desk: Client) -> None:
    url = "/en" + reverse("questionnaires:new")
    file = SimpleUploadedFile("q.json", codec.canonical(TEMPLATES["needs"]))
    for data in (
        {"act": "library", "library-kind": "after_event"},
        {"act": "blank", "blank-title": "Наш въпросник"},
        {"act": "file", "file-file": file},
    ):
        assert desk.post(url, data).status_code == 302
    assert [now(one).title.bg for one in Questionnaire.objects.order_by("pk")] == [
        TEMPLATES["after_event"].title.bg,
        "Наш въпросник",
        TEMPLATES["needs"].title.bg,
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("q.json", b'{"format": 1}', "has a value of the wrong type"),
        ("q.json", b"[" * 100_000, "isn&#x27;t a questionnaire of this portal"),
        ("q.json", b" " * 500_001, "The file is too large"),
        ("q.exe", b"{}", "This kind of file isn&#x27;t taken here"),
    ],
)
def test_a_bad_file_is_refused_by_a_sentence(
    desk: Client, name: str, content: bytes, sentence: str
) -> None:
    data = {"act": "file", "file-file": SimpleUploadedFile(name, content)}
    response = desk.post("/en" + reverse("questionnaires:new"), data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Questionnaire.objects.exists()


def test_what_is_exported_can_be_taken_in_again(desk: Client, made: Questionnaire) -> None:
    response = desk.get(address("export", made, 1))
    assert response["Content-Type"].startswith("application/json")
    assert "attachment" in response["Content-Disposition"]
    assert codec.parse(response.content) == now(made)
    assert "Как работи съветът?" in response.content.decode()


def test_a_section_and_questions_are_added_and_the_new_one_is_shown_next(
    desk: Client, made: Questionnaire
) -> None:
    edit = address("edit", made)
    desk.post(edit, {"act": "section", "section-title": "Залата"})
    new = now(made).sections[-1]
    response = desk.post(
        edit,
        {
            "act": "question",
            "question-section": new.key,
            "question-kind": "single",
            "question-words": "Беше ли топло?",
        },
    )
    assert response["Location"] == address("question", made, "question1")
    assert now(made).sections[-1].questions[0].words.bg == "Беше ли топло?"


def test_a_refused_question_keeps_what_was_typed(desk: Client, made: Questionnaire) -> None:
    data = {"act": "question", "question-section": "gone", "question-words": "Много дълъг въпрос"}
    response = desk.post(address("edit", made), data)
    assert response.status_code == 422
    assert "Много дълъг въпрос" in response.content.decode()


def test_options_are_added_ordered_and_taken_out_in_one_form(
    desk: Client, made: Questionnaire
) -> None:
    url = address("question", made, "place")
    data = fields(desk, url)
    data |= {
        "line-new-1-bg": "консултант",
        "line-new-1-en": "adviser",
        "line-new-1-place": "1",
        "line-substitute-out": "on",
        "stay": "1",
        "words_en": "Who are you there?",
    }
    # The condition of another question still names the option that is taken out.
    refused = desk.post(url, data)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "depends on an option that" in text
    assert 'value="консултант"' in text
    data.pop("line-substitute-out")
    assert desk.post(url, data)["Location"] == url
    question = now(made).question("place")
    assert [one.key for one in question.options] == [
        *("member", "option1", "substitute", "guest", "outside")
    ]
    assert question.words.en == "Who are you there?"
    assert question.options[1].words.bg == "консултант"


def test_rows_keep_what_they_measure(desk: Client, made: Questionnaire) -> None:
    url = address("question", made, "statements")
    desk.post(url, fields(desk, url))
    assert now(made) == TEMPLATES["council"]
    data = fields(desk, url) | {
        "line-new-1-bg": "Беше ни трудно.",
        "line-new-1-criterion": "effort",
        "line-new-1-reversed": "on",
    }
    desk.post(url, data)
    row = now(made).question("statements").rows[-1]
    assert (row.key, row.criterion.value, row.is_reversed) == ("row1", "effort", True)


@pytest.mark.parametrize("template", ["accessibility", "attitudes"])
def test_saving_a_form_untouched_changes_nothing(desk: Client, cast: Cast, template: str) -> None:
    made = beginning.begin_from_library(template, actor=cast.clerk)
    for question in now(made).questions():
        url = address("question", made, question.key)
        assert desk.post(url, fields(desk, url)).status_code == 302
    for section in now(made).sections:
        url = address("section", made, section.key)
        assert desk.post(url, fields(desk, url)).status_code == 302
    assert now(made) == TEMPLATES[template]
    assert made.versions.get().edition == 1


def test_a_condition_of_two_questions_is_refused(desk: Client, cast: Cast) -> None:
    made = beginning.begin_from_library("accessibility", actor=cast.clerk)
    url = address("question", made, "lacking")
    data = fields(desk, url) | {"condition": ["needed-care", "provided-no"]}
    response = desk.post(url, data)
    assert response.status_code == 422
    assert "Choose answers of one question only" in response.content.decode()


def test_who_comes_second_is_told_and_can_insist(desk: Client, made: Questionnaire) -> None:
    url = address("words", made)
    mine, theirs = fields(desk, url), fields(desk, url)
    desk.post(url, theirs | {"title": "Техният"})
    invalid = desk.post(url, mine | {"title": ""})
    assert invalid.context["form"]["seen"].value() == mine["seen"]
    response = desk.post(url, mine | {"title": "Моят"})
    assert response.status_code == 422
    assert "Somebody changed this part" in response.content.decode()
    assert now(made).title.bg == "Техният"
    form = response.context["form"]
    again = {field.html_name: field.value() for field in form}
    assert again["title"] == "Моят"
    assert desk.post(url, again).status_code == 302
    assert now(made).title.bg == "Моят"


def test_moving_and_taking_out_is_one_press(desk: Client, made: Questionnaire) -> None:
    desk.post(address("move", made, "s-work", "up"))
    assert [one.key for one in now(made).sections][:2] == ["work", "place"]
    desk.post(address("remove", made, "q-recommend"))
    desk.post(address("remove", made, "s-own_words"))
    assert [one.key for one in now(made).sections] == ["work", "place", "about_you"]
    response = desk.post(address("remove", made, "q-place"), follow=True)
    assert "which isn&#x27;t there" in response.content.decode()


def test_the_preview_says_what_is_wrong_and_keeps_nothing(
    desk: Client, made: Questionnaire
) -> None:
    url = address("preview", made, 1)
    assert "How does the council work?" in desk.get(url).content.decode()
    response = desk.post(url, {"q-place": "member", "q-meetings": "61"})
    assert response.status_code == 422
    assert "can&#x27;t be greater than 60" in response.content.decode()
    sound = desk.post(url, {"q-place": "outside", "q-overall-overall": "unknown"})
    assert "These answers would be kept" in sound.content.decode()


def test_publishing_goes_by_the_edition_that_the_page_showed(
    desk: Client, made: Questionnaire
) -> None:
    old = desk.get(address("page", made)).context["draft"].edition
    desk.post(address("remove", made, "q-recommend"))
    for edition in (old, "", "x", "9" * 12):
        desk.post(address("publish", made), {"edition": edition})
        assert made.published is None
    desk.post(address("publish", made), {"edition": old + 1})
    assert made.published is not None
    assert desk.get(address("edit", made)).status_code == 404
    desk.post(address("begin_version", made))
    assert desk.get(address("edit", made)).status_code == 200
    desk.post(address("drop_version", made))
    desk.post(address("copy", made))
    assert Questionnaire.objects.count() == 2
    desk.post(address("retire", made))
    assert "is retired" in desk.get(address("page", made)).content.decode()
    desk.post(address("bring_back", made))
    made.refresh_from_db()
    assert made.retired_at is None


def test_an_auditor_reads_and_changes_nothing(cast: Cast, made: Questionnaire) -> None:
    auditor = client_of(cast, "auditor")
    html = auditor.get(address("page", made)).content.decode()
    assert "Publish this version" not in html
    assert address("edit", made) not in html


def test_lists_cost_the_same_with_one_and_with_twenty(
    desk: Client,
    cast: Cast,
    made: Questionnaire,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("questionnaires:list")
    desk.get(url)
    with CaptureQueriesContext(connection) as one:
        desk.get(url)
    for _n in range(19):
        beginning.copy(made, actor=cast.clerk)
    with django_assert_num_queries(len(one)):
        assert len(desk.get(url).context["page"].object_list) == 20


def test_a_long_editor_costs_no_more_than_a_short_one(
    desk: Client,
    cast: Cast,
    made: Questionnaire,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    blank = beginning.begin(actor=cast.clerk, title="Празен")
    desk.get(address("edit", blank))
    with CaptureQueriesContext(connection) as short:
        desk.get(address("edit", blank))
    with django_assert_num_queries(len(short)):
        desk.get(address("edit", made))


def test_the_json_of_a_version_is_readable(desk: Client, made: Questionnaire) -> None:
    data = json.loads(desk.get(address("export", made, 1)).content)
    assert data["sections"][0]["questions"][0]["kind"] == "single"


def test_what_was_typed_for_a_part_that_is_gone_is_given_back(
    desk: Client, made: Questionnaire
) -> None:
    part = address("section", made, "own_words")
    sent = {**fields(desk, part), "title": "Words long thought about"}
    desk.post(address("remove", made, "s-own_words"))
    back = desk.post(part, sent)
    assert back.status_code == 409
    assert "Words long thought about" in back.content.decode()
    assert desk.get(part).status_code == 404
