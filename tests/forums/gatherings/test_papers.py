"""Briefing papers, the feed of forums, their days in the calendar."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from forums.gatherings import framing, papers
from forums.gatherings.models import BriefingPaper, Forum
from prestizh.documents.keeping import examine
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from tests.cast import Cast, come_in
from tests.counting import queries_of
from tests.forums.gatherings.making import (
    make_draw_forum,
    make_draw_in_preparation,
    make_session,
    make_table_forum,
    make_working,
)
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db
FILE = examine("Сградите са четири.".encode(), name="сгради.txt")


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("доклад.txt", "Какво струва една празна сграда.".encode())


def page_of(forum: Forum) -> str:
    return Client().get(forum.get_absolute_url()).content.decode()


def test_a_paper_is_attached_at_the_desk_and_public_from_the_opening_on(cast: Cast) -> None:
    forum = make_draw_in_preparation(cast.clerk)
    client = come_in(Client(), cast.clerk)
    address = reverse("gatherings:papers", args=[forum.body.public_id])

    assert client.post(address, {"title": "Без файл"}).status_code == 422
    assert client.post(address, {"title": "За сградите", "file": upload()}).status_code == 302
    paper = forum.papers.get()
    assert "За сградите" in client.get(address).content.decode()
    assert Client().get(paper.get_absolute_url()).status_code == 404

    framing.open_registration(forum, actor=cast.clerk)

    assert "За сградите" in page_of(forum)
    assert Client().get(paper.get_absolute_url()).status_code == 200
    (noted,) = [one for one in entries(forum.subject) if one.kind == "forum.paper_published"]
    assert noted.shown()["sha256"] == paper.document.sha256


def test_a_paper_of_an_open_forum_is_public_at_once_and_can_be_taken_back() -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    paper = papers.add(forum, actor=clerk, file=FILE)
    assert paper.title in page_of(forum)

    papers.take_back(paper, actor=clerk)

    assert paper.title not in page_of(forum)
    assert Client().get(paper.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        papers.take_back(paper, actor=clerk)


def test_the_database_keeps_papers(cast: Cast) -> None:
    paper = papers.add(make_draw_forum(cast.clerk), actor=cast.clerk, file=FILE)
    with pytest.raises(Refused):
        papers.add(paper.forum, actor=cast.participant, file=FILE)
    for change in (paper.delete, lambda: BriefingPaper.objects.update(title="Друг")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_feed_has_public_forums_only() -> None:
    shown, hidden = make_draw_forum(), make_table_forum()

    answer = Client().get(reverse("gatherings:feed"))

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert shown.get_absolute_url() in answer.content.decode()
    assert hidden.body.public_id not in answer.content.decode()
    assert "feed.atom" in Client().get("/gatherings/").content.decode()


def test_the_feed_costs_the_same_with_one_and_with_many(client: Client) -> None:
    make_draw_forum()
    address = reverse("gatherings:feed")
    once = queries_of(client, address)
    for _number in range(4):
        make_draw_forum()
    assert queries_of(client, address) == once


def test_the_calendar_has_the_last_day_to_register_the_forum_and_its_sessions() -> None:
    clerk = make_clerk()
    drawn, working = make_draw_forum(clerk), make_working(clerk)
    session = make_session(working, clerk)
    make_table_forum(clerk)

    def month_of(day: date) -> str:
        address = reverse("calendar:all_month", args=[day.year, day.month])
        return Client().get(address).content.decode()

    assert drawn.get_absolute_url() in month_of(drawn.registration_ends_on)
    assert drawn.get_absolute_url() in month_of(drawn.held_on)
    address = reverse("gatherings:session", args=[working.body.public_id, session.number])
    assert address in month_of(session.on)
    file = Client().get(reverse("calendar:body_file", args=[working.body.public_id]))
    assert file.content.decode().count("BEGIN:VEVENT") == 2
