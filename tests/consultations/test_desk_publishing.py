"""The gate of publishing, and what may follow: correction, withdrawal, a new draft."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from consultations import publishing
from consultations.models import Consultation
from consultations.stages import Stage
from prestizh.accounts.models import User
from prestizh.ledger import clock
from tests.consultations.making import article, make_draft, make_open

pytestmark = pytest.mark.django_db


def address(name: str, *args: object) -> str:
    return reverse(f"consultations:{name}", args=args)


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


def test_the_gate_names_what_is_missing_with_its_article_and_where_it_is_mended(
    desk: Client, clerk: User
) -> None:
    draft = make_draft(clerk, reason_eu="", sponsor="")
    page = desk.get(address("desk_publish", draft.public_id)).content.decode()
    facts = address("desk_facts", draft.public_id)
    assert f'href="{facts}#id_reason_eu"' in page
    assert f'href="{facts}#id_sponsor"' in page
    assert "чл. 28, ал. 2, т. 5" in page
    assert 'value="publish"' not in page


def test_a_post_past_the_gate_is_refused_and_nothing_is_published(
    desk: Client, clerk: User
) -> None:
    draft = make_draft(clerk, reason_eu="")
    answer = desk.post(address("desk_publish", draft.public_id), {"act": "publish"})
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFT


def test_a_complete_draft_is_published_with_one_button(desk: Client, clerk: User) -> None:
    draft = make_draft(clerk)
    url = address("desk_publish", draft.public_id)
    page = desk.get(url).content.decode()
    assert 'value="publish"' in page
    assert desk.post(url, {"act": "publish"}).status_code == 302
    draft.refresh_from_db()
    assert draft.stage == Stage.PUBLISHED
    assert desk.get(draft.get_absolute_url()).status_code == 200


def test_the_gate_says_the_last_day_that_publishing_gives(desk: Client, clerk: User) -> None:
    draft = make_draft(clerk)
    url = address("desk_publish", draft.public_id)
    page = desk.get(url).content.decode()
    last_day = publishing.term_from_today(draft).last_day
    desk.post(url, {"act": "publish"})
    draft.refresh_from_db()
    assert draft.last_day == last_day
    assert last_day.isoformat() in page


def test_a_draft_is_announced_before_it_is_complete(desk: Client, clerk: User) -> None:
    day = clock.today() + timedelta(days=10)
    draft = make_draft(clerk, planned_on=day, reason_eu="")
    url = address("desk_publish", draft.public_id)
    assert desk.post(url, {"act": "announce"}).status_code == 302
    draft.refresh_from_db()
    assert draft.stage == Stage.ANNOUNCED


def test_a_short_term_needs_its_reason(desk: Client, clerk: User) -> None:
    draft = make_draft(clerk, term_days=14)
    url = address("desk_publish", draft.public_id)
    assert desk.post(url, {"act": "publish"}).status_code == 422
    given = {"title": draft.title, "kind": draft.kind, "drafter_kind": draft.drafter_kind}
    kept = {
        name: getattr(draft, name)
        for name in ("sponsor", "summary", "contact", *dict(draft.reasons()))
    }
    desk.post(
        address("desk_facts", draft.public_id),
        {
            **given,
            **kept,
            "unit": draft.unit_id,
            "term_days": 14,
            "short_term_reason": "Зимата идва.",
        },
    )
    assert desk.post(url, {"act": "publish"}).status_code == 302


def test_a_typing_error_is_corrected_and_the_term_stays(desk: Client, clerk: User) -> None:
    consultation = make_open(clerk)
    last_day = consultation.last_day
    given = {
        "block": article(consultation).pk,
        "wrong": "всяка седмица",
        "right": "всяка седмица,",
        "reason": "Пропусната запетая.",
    }
    assert desk.post(address("desk_correct", consultation.public_id), given).status_code == 302
    correction = consultation.corrections.get()
    assert correction.provision == article(consultation)
    consultation.refresh_from_db()
    assert consultation.last_day == last_day


def test_words_that_stand_in_a_part_of_the_article_are_found_there(
    desk: Client, clerk: User
) -> None:
    consultation = make_open(clerk)
    given = {
        "block": article(consultation, 1).pk,
        "wrong": "градината",
        "right": "градинката",
        "reason": "Правописна грешка.",
    }
    assert desk.post(address("desk_correct", consultation.public_id), given).status_code == 302
    assert consultation.corrections.get().provision.kind == "point"


@pytest.mark.parametrize("wrong", ["двор", "метрото"])
def test_words_that_stand_nowhere_or_in_several_places_are_refused(
    desk: Client, clerk: User, wrong: str
) -> None:
    consultation = make_open(clerk)
    given = {
        "block": article(consultation, 1).pk,
        "wrong": wrong,
        "right": "друго",
        "reason": "Грешка.",
    }
    answer = desk.post(address("desk_correct", consultation.public_id), given)
    assert answer.status_code == 422
    assert not consultation.corrections.exists()
    assert 'value="друго"' in answer.content.decode()


def test_a_draft_is_withdrawn_with_its_reason_and_begun_anew(desk: Client, clerk: User) -> None:
    consultation = make_open(clerk)
    url = address("desk_withdraw", consultation.public_id)
    assert desk.post(url, {"reason": "  "}).status_code == 422
    assert desk.post(url, {"reason": "Нужна е нова редакция."}).status_code == 302
    consultation.refresh_from_db()
    assert consultation.stage == Stage.WITHDRAWN
    desk.post(address("desk_redraft", consultation.public_id))
    fresh = Consultation.objects.get(redraft_of=consultation)
    assert fresh.stage == Stage.DRAFT
    assert fresh.provisions.count() == consultation.provisions.count()


def test_a_draft_that_is_not_withdrawn_is_not_begun_anew(desk: Client, clerk: User) -> None:
    consultation = make_open(clerk)
    desk.post(address("desk_redraft", consultation.public_id))
    assert Consultation.objects.count() == 1
