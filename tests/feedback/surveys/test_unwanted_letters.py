"""„I don't want such letters“: one link in every letter, a button, nothing that leads to an answer."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.surveys import giving_out, inviting, unwanted
from feedback.surveys.hosts import Reader
from feedback.surveys.models import Code, Invitation, Mode, Reach, Survey, Unwanted, Voucher
from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.outbox import delivery
from prestizh.outbox.models import Message
from tests.factories import make_user
from tests.feedback.surveys.making import (
    host_of,
    make_body_of,
    make_clerk,
    make_open,
    make_prepared,
)
from tests.feedback.surveys.test_anonymity import Lines, all_rows, holding, log, run

__all__ = ["log"]


def link_in(letter: EmailMessage) -> str:
    """Where a letter leads who doesn't want it, without the host."""
    (found,) = set(re.findall(r"http\S+/surveys/letters/\S+/", str(letter.body)))
    path: str = urlsplit(found).path
    return path


def letters(survey: Survey) -> dict[str, Any]:
    """What leaves now, by reader."""
    mail.outbox.clear()
    delivery.deliver_due()
    return {one.to[0]: one for one in mail.outbox}


def invited(body: Body | None = None, **more: Any) -> tuple[Survey, dict[str, Any]]:
    survey = make_open(host=host_of(body or make_body_of(12)), **more)
    return survey, letters(survey)


@pytest.mark.django_db
def test_every_letter_has_the_link_in_its_words_and_its_headers() -> None:
    survey, sent = invited()
    inviting.remind(survey, actor=make_clerk())
    reminders = letters(survey)
    assert len(sent) == len(reminders) == 12
    for address, letter in [*sent.items(), *reminders.items()]:
        link = link_in(letter)
        assert "Не желая такива писма" in letter.body
        html = str(letter.alternatives[0][0])
        assert f'href="http://testserver{link}">Не желая такива писма</a>' in html
        assert letter.extra_headers["List-Unsubscribe"] == f"<http://testserver{link}>"
        assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert address not in link
    # The same in both letters, so it says nothing of the code that only one of them has.
    assert {one: link_in(sent[one]) for one in sent} == {
        one: link_in(reminders[one]) for one in reminders
    }


@pytest.mark.django_db
def test_looking_changes_nothing_and_the_button_ends_it_without_signing_in() -> None:
    survey, sent = invited()
    address, letter = next(iter(sent.items()))
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(link_in(letter))
    assert page.status_code == 200
    assert address not in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert not Unwanted.objects.exists()
    assert visitor.post(link_in(letter)).status_code == 302
    assert visitor.post(link_in(letter)).status_code == 302
    row = Unwanted.objects.get()
    assert row.user == User.objects.get(email=address)
    assert (
        "Няма да получавате повече писма за анкети" in visitor.get(link_in(letter)).content.decode()
    )
    assert visitor.cookies == {}
    inviting.remind(survey, actor=make_clerk())
    assert address not in letters(survey)
    assert len(mail.outbox) == 11


@pytest.mark.django_db
def test_a_mail_program_ends_it_in_one_click() -> None:
    _survey, sent = invited()
    letter = next(iter(sent.values()))
    program = Client(enforce_csrf_checks=True)
    answer = program.post(link_in(letter), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content, answer.cookies) == (200, b"ended\n", {})
    assert Unwanted.objects.count() == 1


@pytest.mark.django_db
def test_who_changes_their_mind_is_written_to_again() -> None:
    body = make_body_of(12)
    _survey, sent = invited(body)
    address, letter = next(iter(sent.items()))
    visitor = Client()
    visitor.post(link_in(letter))
    visitor.post(link_in(letter), {"act": "resume"})
    visitor.post(link_in(letter), {"act": "resume"})
    assert not Unwanted.objects.exists()
    assert address in invited(body)[1]


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["nothing", "eyJ1IjoxfQ:forged", "a:b:c", "%00"])
def test_a_link_that_the_portal_did_not_make_is_not_found(token: str) -> None:
    for answer in (
        Client().get(f"/surveys/letters/{token}/"),
        Client().post(f"/surveys/letters/{token}/"),
    ):
        assert answer.status_code == 404
    assert not Unwanted.objects.exists()


@pytest.mark.django_db
def test_who_wants_none_is_not_invited_to_the_next_and_gets_no_code() -> None:
    body = make_body_of(12)
    _first, sent = invited(body)
    for letter in list(sent.values())[:2]:
        Client().post(link_in(letter))
    survey, again = invited(body)
    assert (survey.invited, len(again), Code.objects.filter(survey=survey).count()) == (10, 10, 10)
    assert Invitation.objects.filter(survey=survey).count() == 10
    Client().post(link_in(next(iter(again.values()))))
    prepared = make_prepared(host=host_of(body), reach=Reach.INVITED)
    assert [one.field for one in giving_out.obstacles(prepared)] == ["reach"]


@pytest.mark.django_db
def test_who_says_so_before_a_letter_leaves_gets_none_and_no_code_is_taken() -> None:
    survey = make_open(host=host_of(make_body_of(12)))
    message = Message.objects.filter(kind="survey.invitation").first()
    assert message is not None
    Client().post(urlsplit(unwanted.link_for(message)).path)
    assert len(letters(survey)) == 11
    message.refresh_from_db()
    assert message.state == Message.State.DROPPED
    assert Voucher.objects.filter(survey=survey).count() == 1


@pytest.mark.django_db
def test_of_an_address_without_an_account_only_a_digest_is_kept() -> None:
    unwanted.end(unwanted.Whose(None, unwanted.digest(" Guest@Example.org ")))
    row = Unwanted.objects.get()
    assert "guest" not in f"{row.address_sha256} {row}"
    assert unwanted.willing([Reader(None, "guest@example.org"), Reader(None, "other@b.org")]) == [
        Reader(None, "other@b.org")
    ]


@pytest.mark.django_db
def test_an_address_is_the_same_reader_with_an_account_and_without() -> None:
    person, other = make_user(email="one@example.org"), make_user(email="two@example.org")
    unwanted.end(unwanted.Whose(None, unwanted.digest("one@example.org")))
    unwanted.end(unwanted.Whose(other.pk, ""))
    found = [Reader(person), Reader(other), Reader(None, "TWO@example.org"), Reader(make_user())]
    assert unwanted.willing(found) == found[3:]


@pytest.mark.django_db
def test_it_holds_where_answers_carry_names_and_in_english() -> None:
    body = make_body_of(3)
    User.objects.update(language="en")
    _survey, sent = invited(body, mode=Mode.IDENTIFIED)
    letter = next(iter(sent.values()))
    assert "I don't want such letters" in str(letter.body)
    assert link_in(letter).startswith("/en/surveys/letters/")
    page = Client().get(link_in(letter)).content.decode()
    assert "I don't want such letters" in page.replace("&#x27;", "'")
    assert Client().post(link_in(letter)).headers["Location"] == link_in(letter)
    assert inviting.readers_of(make_prepared(host=host_of(body), mode=Mode.IDENTIFIED))[1:]


@pytest.mark.django_db
def test_how_many_are_asked_costs_the_same() -> None:
    few, many = make_body_of(3), make_body_of(12)
    surveys = [make_prepared(host=host_of(one)) for one in (few, many)]
    costs = []
    for survey in surveys:
        with CaptureQueriesContext(connection) as captured:
            inviting.readers_of(survey)
        costs.append(len(captured))
    assert costs[0] == costs[1]


@pytest.mark.django_db
def test_the_database_keeps_one_row_for_each_reader() -> None:
    person, day = make_user(), "2026-11-23"
    Unwanted.objects.create(user=person, since=day)
    wrong: list[dict[str, object]] = [
        {"user": person},
        {},
        {"user": make_user(), "address_sha256": "a" * 64},
        {"address_sha256": "guest@example.org"},
    ]
    for values in wrong:
        with pytest.raises(DatabaseError), transaction.atomic():
            Unwanted.objects.create(since=day, **values)


def test_who_answered_and_then_wants_no_letters_can_not_be_joined_to_an_answer(
    committed_db: str, log: Lines
) -> None:
    """With everything in the database and every line of the logs, as for answers themselves."""
    survey, people = run()
    sent = {one.to[0]: one for one in mail.outbox}
    for person in people[:6]:
        # In the browser of the answer: its cookies come with the request.
        browser = Client(REMOTE_ADDR=person.address)
        browser.force_login(person.user)
        browser.get(reverse("surveys:page", args=[survey.public_id]))
        link = link_in(sent[person.user.email])
        assert browser.get(link).status_code == 200
        assert browser.post(link).status_code == 302
        person.traces.append(link.rstrip("/").rpartition("/")[2])
    rows = all_rows()
    told = "\n".join(log.lines)
    kept = [row for row in rows if row.table == "surveys_unwanted"]
    assert len(kept) == 6
    writers = {row.xmin for row in rows if row.table in ("surveys_response", "surveys_openanswer")}
    for row in kept:
        assert row.xmin not in writers
        assert survey.public_id not in row.text
        assert f'"survey_id": {survey.pk}' not in row.text
        assert not re.search(r"\d\d:\d\d:\d\d", row.text)
    for person in people:
        for trace in person.traces:
            assert holding(rows, trace) == []
            assert trace not in told


def test_whose_link_it_is_stands_in_no_line_of_the_logs(committed_db: str, log: Lines) -> None:
    message = Message(address="guest@example.org")
    link = urlsplit(unwanted.link_for(message)).path
    for path in (link[:-2] + "x/", f"/nowhere{link}"):
        assert Client().get(path).status_code == 404
    told = "\n".join(log.lines)
    assert "/surveys/letters/[reader]" in told
    assert unwanted.digest("guest@example.org") not in told
    assert link.split("/")[3][:20] not in told
