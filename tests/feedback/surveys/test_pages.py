"""Surveys over HTTP: answering screen by screen, the desk, paper, what is printed; no script anywhere."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.questionnaires.content import Condition, Question, QuestionKind, Section, Words
from feedback.surveys import codes, pace
from feedback.surveys.models import AutomaticRule, Draft, Mode, OpenAnswer, Response, Survey
from prestizh.outbox import delivery
from tests.cast import Cast
from tests.feedback.surveys.making import (
    CONTENT,
    host_of,
    in_days,
    make_body_of,
    make_open,
    make_prepared,
    make_version,
)

pytestmark = pytest.mark.django_db
FIRST = {"q-satisfied-overall": "4", "q-satisfied-voice": "unknown", "q-came": "yes"}
SHOWN = {"_shown": "satisfied came"}


@pytest.fixture
def browser() -> Client:
    return Client(headers={"sec-fetch-site": "same-origin"})


def at(name: str, survey: Survey, *args: object) -> str:
    return reverse(f"surveys:{name}", args=[survey.public_id, *args])


def send_all(browser: Client, survey: Survey, last: dict[str, str] | None = None) -> Any:
    """Answer every screen and send."""
    browser.post(at("screen", survey, 1), {**FIRST, **SHOWN})
    browser.post(at("screen", survey, 3), {"_shown": "recommend better", **(last or {})})
    return browser.post(at("send", survey))


def test_a_citizen_comes_by_the_letter_and_is_thanked(browser: Client) -> None:
    survey = make_open(host=host_of(make_body_of(10)))
    delivery.deliver_due()
    link = re.findall(r"http://testserver(\S+/code/\S+)", str(mail.outbox[0].body))[0]
    begin = browser.get(link)
    assert begin.headers["Location"] == at("begin", survey)
    assert browser.get(at("begin", survey)).headers["Location"] == at("screen", survey, 1)
    forth = browser.post(at("screen", survey, 1), {**FIRST, **SHOWN})
    assert forth.headers["Location"] == at("screen", survey, 3)
    last = browser.post(
        at("screen", survey, 3),
        {"q-recommend": "9", "q-better": "Повече столове", "_shown": "recommend better"},
    )
    assert last.headers["Location"] == at("send", survey)
    assert "4" in browser.get(at("send", survey)).content.decode()
    sent = browser.post(at("send", survey))
    assert sent.headers["Location"] == at("thanks", survey)
    assert browser.get(at("thanks", survey)).status_code == 200
    assert Response.objects.get().answers == {
        "satisfied": {"overall": 4, "voice": "unknown"},
        "came": "yes",
        "recommend": 9,
    }
    assert OpenAnswer.objects.get().text == "Повече столове"
    assert not Draft.objects.exists()
    # The link works once, from this browser and from any other.
    assert "surveys/answered.html" in names(browser.get(at("begin", survey)))
    other = Client()
    other.get(link)
    assert "surveys/used.html" in names(other.get(at("begin", survey)))


def names(response: Any) -> list[str]:
    return [template.name for template in response.templates]


def test_what_is_answered_decides_what_is_asked(browser: Client) -> None:
    survey = make_open()
    forth = browser.post(at("screen", survey, 1), {**FIRST, "q-came": "no", **SHOWN})
    assert forth.headers["Location"] == at("screen", survey, 2)
    assert "Какво Ви спира?" in browser.get(at("screen", survey, 2)).content.decode()


def test_a_question_that_follows_from_the_same_screen_is_asked_before_going_on(
    browser: Client,
) -> None:
    first, why, end = CONTENT.sections
    (reason,) = why.questions
    asked = replace(reason, condition=Condition("came", ("no",)))
    joined = replace(first, questions=(*first.questions, asked))
    survey = make_open(version=make_version(replace(CONTENT, sections=(joined, end))))
    sent = {**FIRST, "q-came": "no", **SHOWN}
    again = browser.post(at("screen", survey, 1), sent)
    assert again.status_code == 200
    assert "Какво Ви спира?" in again.content.decode()
    sent |= {"_shown": "satisfied came reason", "q-reason": "Часът"}
    assert browser.post(at("screen", survey, 1), sent).status_code == 302


def test_what_is_missing_is_said_and_what_was_typed_stays(browser: Client) -> None:
    survey = make_open()
    refused = browser.post(at("screen", survey, 1), {"q-satisfied-overall": "4", **SHOWN})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'href="#div_q-satisfied"' in page
    assert re.search(r'name="q-satisfied-overall"\s+value="4"[^>]* checked', page)


def test_back_keeps_what_was_typed_even_when_it_is_wrong(browser: Client) -> None:
    survey = make_open()
    browser.post(at("screen", survey, 1), {**FIRST, **SHOWN})
    sent = {"q-recommend": "11", "q-better": "Дума", "_go": "back", "_shown": "recommend better"}
    back = browser.post(at("screen", survey, 3), sent)
    assert back.headers["Location"] == at("screen", survey, 1)
    assert "checked" in browser.get(at("screen", survey, 1)).content.decode()
    assert "Дума" in browser.get(at("screen", survey, 3)).content.decode()
    # And nothing wrong is ever sent.
    assert browser.post(at("send", survey)).headers["Location"] == at("screen", survey, 3)
    assert not Response.objects.exists()


def test_the_draft_survives_a_closed_browser_and_its_key_is_no_cookie_of_the_session(
    browser: Client,
) -> None:
    survey = make_open()
    browser.post(at("screen", survey, 1), {**FIRST, **SHOWN})
    held = next(c for name, c in browser.cookies.items() if survey.public_id in name)
    assert held["max-age"]
    assert held["httponly"]
    assert held.value not in Draft.objects.get().key
    assert "sessionid" not in browser.cookies


def test_a_second_person_can_answer_on_the_same_device_by_the_open_link(browser: Client) -> None:
    survey = make_open()
    send_all(browser, survey)
    assert "surveys/answered.html" in names(browser.get(at("begin", survey)))
    browser.post(at("again", survey))
    send_all(browser, survey)
    assert Response.objects.count() == 2


def test_a_post_from_a_foreign_page_is_refused(browser: Client) -> None:
    survey = make_open()
    foreign = {"sec-fetch-site": "cross-site"}
    assert browser.post(at("send", survey), headers=foreign).status_code == 403


def test_who_sends_without_end_is_stopped_for_the_hour(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "MOST_AN_HOUR", 3)
    survey = make_open()
    for _time in range(3):
        assert browser.post(at("screen", survey, 1), FIRST).status_code != 429
    assert browser.post(at("screen", survey, 1), FIRST).status_code == 429


def test_a_screen_of_a_megabyte_is_refused_and_not_kept(browser: Client) -> None:
    survey = make_open()
    huge = {**FIRST, **SHOWN, "q-else": "а" * 1_000_000}
    assert browser.post(at("screen", survey, 1), huge).status_code == 422
    assert not Draft.objects.exists()


def test_where_answers_carry_names_it_says_so_and_asks_to_sign_in(cast: Cast) -> None:
    survey = make_open(mode=Mode.IDENTIFIED)
    browser = Client(headers={"sec-fetch-site": "same-origin"})
    page = browser.get(survey.get_absolute_url()).content.decode()
    assert "с Вашето име" in page
    assert "/account/login" in browser.get(at("begin", survey)).headers["Location"]
    browser.force_login(cast.participant)
    assert cast.participant.display_name in browser.get(at("screen", survey, 1)).content.decode()
    send_all(browser, survey)
    assert Response.objects.get().person == cast.participant


def test_nothing_on_the_pages_of_answering_tells_who_is_signed_in(cast: Cast) -> None:
    survey = make_open()
    browser = Client()
    browser.force_login(cast.participant)
    for address in (at("screen", survey, 1), at("thanks", survey)):
        page = browser.get(address)
        assert cast.participant.display_name not in page.content.decode()
        assert page.headers["Cache-Control"] == "no-store"


def test_prepared_surveys_are_nobodys_to_read(browser: Client) -> None:
    survey = make_prepared()
    for name in ("page", "form", "begin", "thanks"):
        assert browser.get(at(name, survey)).status_code == 404


def test_the_list_shows_what_is_open_and_costs_the_same_with_twenty(browser: Client) -> None:
    host = host_of(make_body_of(1))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("surveys:list"), {"page": "1"}).status_code == 200
        return len(asked)

    make_open(host=host)
    one = queries()
    for _number in range(19):
        make_open(host=host)
    assert queries() == one


def test_the_desk_costs_the_same_with_twenty(cast: Cast) -> None:
    host = host_of(make_body_of(1))
    browser = Client()
    browser.force_login(cast.clerk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("surveys:desk")).status_code == 200
        return len(asked)

    make_open(host=host)
    one = queries()
    for _number in range(19):
        make_open(host=host)
    assert queries() == one


def test_a_clerk_prepares_opens_reminds_extends_and_closes(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.clerk)
    body, version = make_body_of(3), make_version()
    form = {
        "questionnaire": version.questionnaire.pk,
        "host_kind": "body",
        "host_id": f"http://testserver{body.get_absolute_url()}",
        "occasion": "needs",
        "mode": "anonymous",
        "reach": "open",
        "last_day": "2030-01-01",
    }
    refused = browser.post(reverse("surveys:prepare"), form)
    assert refused.status_code == 422
    assert "половин година" in refused.content.decode()
    form["last_day"] = in_days(20).date().isoformat()
    made = browser.post(reverse("surveys:prepare"), form)
    survey = Survey.objects.get()
    assert made.headers["Location"] == at("desk_page", survey)
    assert browser.get(at("desk_page", survey)).status_code == 200
    browser.post(at("open", survey))
    browser.post(at("remind", survey))
    browser.post(at("extend", survey), {"last_day": in_days(30).date().isoformat()})
    earlier = browser.post(at("extend", survey), {"last_day": in_days(10).date().isoformat()})
    assert earlier.status_code == 422
    survey.refresh_from_db()
    assert (survey.stage, survey.invited) == ("open", 3)
    assert survey.reminded_at is not None
    browser.post(at("close", survey))
    survey.refresh_from_db()
    assert survey.stage == "closed"


def test_an_unknown_host_is_refused_at_its_field(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.clerk)
    form = {"questionnaire": make_version().questionnaire.pk, "host_kind": "session"}
    for key in ("", "няма", "99999999999999999999"):
        refused = browser.post(reverse("surveys:prepare"), {**form, "host_id": key})
        assert refused.status_code == 422
        assert "id_host_id_error" in refused.content.decode()


def test_a_stack_of_paper_is_typed_in_and_an_empty_form_follows(cast: Cast) -> None:
    survey = make_open()
    browser = Client()
    browser.force_login(cast.clerk)
    begun = browser.post(at("paper", survey), {"name": "Читалището", "forms": "2"})
    address = begun.headers["Location"]
    wrong = browser.post(address, {**FIRST, "q-recommend": "11", "q-better": "Четливо"})
    assert wrong.status_code == 422
    assert "Четливо" in wrong.content.decode()
    assert browser.post(address, {**FIRST, "q-recommend": "10"}).headers["Location"] == address
    page = browser.get(address).content.decode()
    assert "checked" not in page
    done = browser.post(address, FIRST)
    assert done.headers["Location"] == at("paper", survey)
    assert set(Response.objects.values_list("channel", flat=True)) == {"paper"}


def test_the_form_to_print_has_every_question(browser: Client) -> None:
    survey = make_open()
    form = browser.get(at("form", survey)).content.decode()
    for question in CONTENT.questions():
        assert question.words.bg in form


def test_a_rule_is_made_once_and_ended(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.clerk)
    form = {
        "questionnaire": make_version().questionnaire.pk,
        "host_kind": "consultation",
        "occasion": "after_event",
        "days_after": "1",
        "open_days": "14",
    }
    assert browser.post(reverse("surveys:rules"), form).status_code == 302
    assert browser.post(reverse("surveys:rules"), form).status_code == 422
    rule = AutomaticRule.objects.get()
    browser.post(reverse("surveys:end_rule", args=[rule.pk]))
    rule.refresh_from_db()
    assert rule.ended_at is not None


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_page_is_there_in_both_languages(cast: Cast, language: str) -> None:
    survey = make_open()
    prefix = "" if language == "bg" else "/en"
    browser = Client()
    browser.force_login(cast.clerk)
    for name in ("page", "form", "thanks", "desk_page", "paper", "extend", "cancel"):
        assert browser.get(f"{prefix}{at(name, survey)}").status_code == 200
    for name in ("list", "desk", "prepare", "rules"):
        assert browser.get(f"{prefix}{reverse(f'surveys:{name}')}").status_code == 200
    assert browser.get(f"{prefix}{at('screen', survey, 1)}").status_code == 200
    assert browser.get(f"{prefix}{at('screen', survey, 9)}").status_code == 404


def test_without_a_letter_a_survey_for_the_invited_says_where_the_way_in_is(
    browser: Client,
) -> None:
    survey = make_open(host=host_of(make_body_of(10)), reach="invited")
    assert "surveys/invited_only.html" in names(browser.get(at("begin", survey)))
    browser.get(at("code", survey, codes.new_code()))
    assert "surveys/used.html" in names(browser.get(at("begin", survey)))
    send_all(browser, survey)
    assert not Response.objects.exists()


def test_a_file_is_taken_where_answers_carry_names_and_stays_when_one_goes_back(cast: Cast) -> None:
    asked = Question("scan", QuestionKind.FILE, Words("Приложете файл"), is_required=True)
    content = replace(CONTENT, sections=(Section("files", Words("Файл"), questions=(asked,)),))
    survey = make_open(version=make_version(content), mode=Mode.IDENTIFIED)
    browser = Client(headers={"sec-fetch-site": "same-origin"})
    browser.force_login(cast.participant)
    first, shown = at("screen", survey, 1), {"_shown": "scan"}
    assert browser.post(first, shown).status_code == 422
    forged = {**shown, "file-q-scan": "1"}
    assert browser.post(first, forged).status_code == 422
    program = SimpleUploadedFile("list.exe", b"MZ" + bytes(100))
    assert browser.post(first, {**shown, "q-scan": program}).status_code == 422
    text = SimpleUploadedFile("бележка.txt", "Дворът е чист.".encode())
    assert browser.post(first, {**shown, "q-scan": text}).status_code == 302
    assert "бележка.txt" in browser.get(first).content.decode()
    assert browser.post(first, shown).status_code == 302
    assert browser.post(at("send", survey)).headers["Location"] == at("thanks", survey)
    row = OpenAnswer.objects.get()
    assert row.document is not None
    assert (row.question, row.document.name) == ("scan", "бележка.txt")
    assert row.document.public_since is None
