"""Each questionnaire of the library is whole: sound, in both languages, measuring what it should."""

import pytest

from feedback.questionnaires import checks, codec
from feedback.questionnaires.content import Content, Criterion, Words
from feedback.questionnaires.library import TEMPLATES
from feedback.questionnaires.models import Purpose

NAMES = sorted(TEMPLATES)


def words_of(content: Content) -> list[Words]:
    found = [content.title, content.intro, *(section.title for section in content.sections)]
    for question in content.questions():
        found += [question.words, *(option.words for option in question.options)]
        found += [row.words for row in question.rows]
    return found


def measured(content: Content) -> set[Criterion]:
    rows = {row.criterion for question in content.questions() for row in question.rows}
    return rows | {question.criterion for question in content.questions()}


def test_there_is_one_for_every_purpose_but_ones_own() -> None:
    assert set(TEMPLATES) == set(Purpose.values) - {Purpose.OWN}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_sound_and_in_both_languages(name: str) -> None:
    content = TEMPLATES[name]
    assert checks.obstacles(content) == []
    assert not checks.needs_names(content)
    assert all(words.bg and words.en for words in words_of(content))
    assert codec.parse(codec.canonical(content)) == content


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_last_who_answers_and_never_insists(name: str) -> None:
    last = TEMPLATES[name].sections[-1]
    assert last.key == "about_you"
    assert not any(question.is_required for question in last.questions)
    assert {Criterion.GROUP, Criterion.SETTLEMENT, Criterion.FIRST_TIME} <= measured(
        TEMPLATES[name]
    )
    assert Criterion.PROPOSAL in measured(TEMPLATES[name])


def test_what_can_be_known_at_once_is_asked_after_the_event_and_the_rest_after_the_report() -> None:
    after_event, after_report = (
        measured(TEMPLATES["after_event"]),
        measured(TEMPLATES["after_report"]),
    )
    at_once = {
        *(Criterion.OVERALL, Criterion.INFORMATION, Criterion.TIME, Criterion.ACCESS),
        *(Criterion.VOICE, Criterion.INDEPENDENCE, Criterion.BALANCE, Criterion.INCLUSION),
    }
    later = {Criterion.RESPONSE, Criterion.INFLUENCE, Criterion.LEARNING}
    assert at_once <= after_event
    assert later <= after_report
    assert not later & after_event


def test_needs_ask_importance_and_state_of_the_same_services() -> None:
    rows = [row for question in TEMPLATES["needs"].questions() for row in question.rows]
    of = {
        mark: {row.subject for row in rows if row.criterion is mark}
        for mark in (Criterion.IMPORTANCE, Criterion.STATE)
    }
    assert of[Criterion.IMPORTANCE] == of[Criterion.STATE]
    assert len(of[Criterion.STATE]) == 10
