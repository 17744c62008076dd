"""A questionnaire as people see it: what was typed stands there again, what is ruled out doesn't."""

from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from feedback.questionnaires import answers
from feedback.questionnaires.content import QuestionKind
from feedback.questionnaires.forms.asking import Showing, typed
from feedback.questionnaires.library import TEMPLATES
from tests.feedback.questionnaires.making import every_kind
from tests.feedback.questionnaires.test_answers import FULL

PLACES = (("68134", "Хасково"), ("00014", "Узунджово"))


def page(showing: Showing) -> str:
    request = RequestFactory().get("/")
    return "".join(
        render_to_string("questionnaires/fields/section.html", {"screen": screen}, request)
        for screen in showing.screens()
    )


def test_every_kind_has_its_controls_and_shows_what_was_typed() -> None:
    raw = QueryDict(FULL)
    html = page(Showing(every_kind(), "bg", settlements=PLACES, raw=raw))
    for name in (
        *("q-came", "q-why", "q-topics", "q-views-clear", "q-recommend", "q-order-roads"),
        *("q-children", "q-day", "q-name", "q-photo", "q-place"),
    ):
        assert f'name="{name}"' in html
    assert html.count("checked") == 6
    assert html.count("selected") == 3
    assert "2,50" in html
    assert "пълна" in html


def test_kept_answers_can_be_shown_again_and_read_again() -> None:
    content = every_kind()
    codes = {code for code, _name in PLACES}
    kept = answers.read(content, QueryDict(FULL), "bg", settlements=codes)
    again = answers.read(content, typed(kept.values, content), "bg", settlements=codes)
    assert again.values == kept.values


def test_errors_stand_at_their_question_and_are_named_by_it() -> None:
    showing = Showing(every_kind(), "en", errors={"why": "Please answer."})
    screen = showing.screens()[0]
    assert [asked.target for asked in screen.problems] == ["div_q-why"]
    html = page(showing)
    assert 'id="q-why_error"' in html
    assert 'aria-invalid="true"' in html
    summary = render_to_string("questionnaires/fields/problems.html", {"screens": [screen]})
    assert 'href="#div_q-why"' in summary


def test_what_earlier_answers_rule_out_is_not_shown_and_the_rest_says_when_it_counts() -> None:
    content = TEMPLATES["accessibility"]
    whole = Showing(content, "en").screen(content.sections[0])
    assert whole.questions[2].when.startswith("Only if you answered “What did you need?” with:")
    beside = Showing(content, "bg", before={}).screen(content.sections[0])
    assert [asked.question.key for asked in beside.questions] == [
        *("statements", "needed", "provided", "lacking")
    ]
    council = TEMPLATES["council"]
    moved = council.sections[0].questions[1]
    assert moved.condition is not None
    shown = Showing(council, "bg", before={"place": "outside"}).screens()
    assert shown[0].questions[0].number == 1


def test_markup_in_a_question_stays_text() -> None:
    content = every_kind()
    raw = {"q-why": "</textarea><script>alert(1)</script>"}
    assert "<script>" not in page(Showing(content, "bg", raw=raw))


def test_an_answer_that_needn_t_be_given_can_be_taken_back() -> None:
    content = every_kind()
    required = {one.key for one in content.questions() if one.is_required}
    for screen in Showing(content, "en").screens():
        for asked in screen.questions:
            if asked.question.kind in {QuestionKind.SINGLE, QuestionKind.SCALE}:
                has_empty = "" in [choice.value for choice in asked.choices]
                assert has_empty == (asked.question.key not in required)
    again = QueryDict("q-recommend=")
    kept = answers.read(content, again, "en", settlements=set())
    assert "recommend" not in kept.values
    assert "recommend" not in kept.errors
