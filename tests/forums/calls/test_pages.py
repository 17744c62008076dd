"""The pages of calls: nothing typed is lost, a second post makes nothing new, mails tell the rest."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from forums.calls import completing, reminders
from forums.calls.models import Application, Call
from forums.calls.models.application import Lateness
from prestizh.accounts.models import Representation
from prestizh.documents.models import Document
from prestizh.ledger import clock as portal_clock
from prestizh.outbox import letters, scopes
from prestizh.outbox.models import Follow, Message
from prestizh.terms import sofia_day
from tests.cast import Cast, client_of
from tests.factories import make_eik, make_representation, make_user
from tests.fixtures_clock import Clock
from tests.forums.calls.making import (
    end_term,
    make_application,
    make_application_draft,
    make_call,
    make_call_in_preparation,
    make_decided,
    make_selecting,
)
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaks(db: None) -> Representation:
    return make_representation()


@pytest.fixture
def client_of_applicant(speaks: Representation) -> Client:
    client = Client()
    client.force_login(speaks.user)
    return client


def written(call: Call, speaks: Representation, **fields: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()),
        "place": f"{call.seats.get().pk}-{speaks.pk}",
        "candidate": "Мария",
        "competence": "Шест години разсадник.",
        **fields,
    }


def test_a_refused_file_loses_nothing_of_what_was_typed(
    speaks: Representation, client_of_applicant: Client
) -> None:
    call = make_call()
    bad = SimpleUploadedFile("писмо.exe", b"MZ program")
    address = reverse("calls:apply", args=[call.public_id])
    answer = client_of_applicant.post(address, written(call, speaks, mandate=bad))
    assert answer.status_code == 422
    assert "Шест години разсадник." in answer.content.decode()
    assert not Application.objects.exists()


def test_a_second_post_of_the_same_form_makes_one_application(
    speaks: Representation, client_of_applicant: Client
) -> None:
    call = make_call()
    address, fields = reverse("calls:apply", args=[call.public_id]), written(call, speaks)
    first, second = (client_of_applicant.post(address, fields) for _time in range(2))
    made = Application.objects.get()
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == made.get_absolute_url()
    again = client_of_applicant.post(address, written(call, speaks))
    assert again.status_code == 422
    assert Application.objects.count() == 1


def test_a_file_of_an_application_is_kept_and_locked_away(
    speaks: Representation, client_of_applicant: Client
) -> None:
    call = make_call()
    paper = SimpleUploadedFile("бележка.txt", "Актуално състояние.".encode())
    fields = written(call, speaks, **{f"paper_{call.papers.get().pk}": paper})
    client_of_applicant.post(reverse("calls:apply", args=[call.public_id]), fields)
    document = Document.objects.get()
    assert document.locked_away
    made = Application.objects.get()
    assert made.papers.get().paper == call.papers.get()
    page = client_of_applicant.get(made.get_absolute_url()).content.decode()
    assert reverse("calls:file", args=[made.public_id, document.public_id]) in page


def test_saving_for_later_leads_to_ones_own_applications(
    speaks: Representation, client_of_applicant: Client
) -> None:
    call = make_call()
    fields = written(call, speaks, then="later")
    answer = client_of_applicant.post(reverse("calls:apply", args=[call.public_id]), fields)
    assert answer["Location"] == reverse("calls:mine")
    made = Application.objects.get()
    edit = client_of_applicant.get(reverse("calls:edit", args=[made.public_id]))
    assert "Шест години разсадник." in edit.content.decode()


def test_sending_what_is_incomplete_says_so_and_sends_nothing(
    speaks: Representation, client_of_applicant: Client
) -> None:
    call = make_call()
    client_of_applicant.post(reverse("calls:apply", args=[call.public_id]), written(call, speaks))
    made = Application.objects.get()
    client_of_applicant.post(reverse("calls:send", args=[made.public_id]))
    made.refresh_from_db()
    assert made.is_draft


def test_the_secretary_asks_and_the_applicant_completes(cast: Cast) -> None:
    call = make_call(clerk=cast.clerk)
    sent = make_application(call)
    desk = client_of(cast, "clerk")
    address = reverse("calls:desk_application", args=[call.public_id, sent.public_id])
    day = portal_clock.today() + timedelta(days=4)
    asked = {"act": "ask", "ask-asked": "Липсва подпис.", "ask-last_day": day.isoformat()}
    assert desk.post(address, {**asked, "ask-last_day": "вчера"}).status_code == 422
    assert desk.post(address, asked).status_code == 302
    own = Client()
    own.force_login(sent.applicant)
    complete = reverse("calls:complete", args=[sent.public_id])
    assert "Липсва подпис." in own.get(complete).content.decode()
    assert own.post(complete, {"answer": ""}).status_code == 422
    assert own.post(complete, {"answer": "Ето го."}).status_code == 302
    assert sent.completions.get().answer == "Ето го."


def test_a_late_application_is_decided_on_at_the_desk(cast: Cast, clock: Clock) -> None:
    call = make_call(clerk=cast.clerk)
    draft = make_application_draft(call)
    end_term(call, clock)
    own = Client()
    own.force_login(draft.applicant)
    own.post(reverse("calls:send", args=[draft.public_id]))
    address = reverse("calls:desk_application", args=[call.public_id, draft.public_id])
    fields = {"act": "late", "late-is_admitted": "no", "late-reason": "Без пречка за срока."}
    assert client_of(cast, "clerk").post(address, fields).status_code == 302
    draft.refresh_from_db()
    assert draft.lateness == Lateness.NOT_ADMITTED
    page = own.get(draft.get_absolute_url()).content.decode()
    assert "Без пречка за срока." in page


def test_points_over_the_maximum_are_refused_on_the_page(cast: Cast, clock: Clock) -> None:
    call, sent = make_selecting(cast.clerk, clock)
    desk = client_of(cast, "clerk")
    address = reverse("calls:desk_points", args=[call.public_id, call.selectors.get().pk])
    criterion = call.criteria.all()[0]
    name = f"points_{sent[0].pk}_{criterion.pk}"
    refused = desk.post(address, {name: "11"})
    assert refused.status_code == 422
    assert 'value="11"' in refused.content.decode()
    assert desk.post(address, {name: "10"}).status_code == 302
    assert call.selectors.get().scores.get().points == 10


def test_the_page_of_a_call_says_ties_and_reasons(clock: Clock) -> None:
    call, sent = make_decided(make_clerk(), clock)
    page = Client().get(call.get_absolute_url()).content.decode()
    for row in sent:
        assert f"Мотиви за {row.reference}" in page


def letter_of(message: Message) -> letters.Letter | None:
    return letters.make(message)


def test_every_letter_can_be_written(clock: Clock) -> None:
    clerk = make_clerk()
    call = make_call(clerk=clerk)
    sent = make_application(call)
    day = sofia_day(clock.now()) + timedelta(days=3)
    completing.ask(sent, actor=clerk, asked="Подпис", last_day=day)
    make_decided(clerk, clock)
    kinds = set()
    for message in Message.objects.filter(kind__regex="^(call|application)[.]"):
        made = letter_of(message)
        assert made is None or str(made.subject)
        kinds.add(message.kind)
    assert {"application.receipt", "application.complete", "call.decided"} <= kinds


def test_reminders_go_once_to_followers_and_to_unsent_drafts(clock: Clock) -> None:
    call = make_call(term_days=14)
    draft = make_application_draft(call)
    make_application(call)
    Follow.objects.create(
        address="reader@example.org",
        scope="calls:all",
        token="t" * 32,
        language="bg",
        asked_at=clock.now(),
        confirmed_at=clock.now(),
        told_until=clock.now(),
    )
    assert reminders.remind() == 1
    assert not Message.objects.filter(kind="call.ends_soon").exists()
    assert call.closes_at is not None
    clock.step_to(call.closes_at - timedelta(days=3, hours=-1))
    for _beat in range(2):
        reminders.remind()
    found = Message.objects.filter(kind="call.ends_soon")
    assert {one.user_id for one in found} == {draft.applicant_id, None}
    assert found.count() == 2
    assert all(letter_of(one) is not None for one in found)
    clock.step_to(call.closes_at)
    assert all(letter_of(one) is None for one in found), "a stale reminder is not sent"


def test_a_call_can_be_followed_once_it_is_public() -> None:
    call = make_call()
    found = scopes.find(call.scope)
    assert found is not None
    assert found.path == call.get_absolute_url()
    prepared = make_call_in_preparation(clerk=make_clerk())
    assert scopes.find(prepared.scope) is None
    assert scopes.find("calls:all") is not None


def test_somebody_without_an_organisation_is_told_what_to_do_first() -> None:
    client = Client()
    client.force_login(make_user())
    page = client.get(reverse("calls:apply", args=[make_call().public_id])).content.decode()
    assert reverse("accounts:claim") in page


def test_who_speaks_for_nobody_is_led_to_say_so_and_back_to_the_application() -> None:
    call = make_call()
    person = Client()
    person.force_login(make_user())
    address = reverse("calls:apply", args=[call.public_id])
    claim = f"{reverse('accounts:claim')}?next={address}"
    assert claim in person.get(address).content.decode()
    fields = {"eik": make_eik(), "name": "Сдружение", "capacity": "председател"}
    answer = person.post(claim, fields)
    assert answer["Location"] == address
    assert claim not in person.get(address).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:1"])
def test_a_claim_leads_to_no_other_site(elsewhere: str) -> None:
    person = Client()
    person.force_login(make_user())
    fields = {"eik": make_eik(), "name": "Сдружение", "capacity": "председател"}
    answer = person.post(f"{reverse('accounts:claim')}?next={elsewhere}", fields)
    assert answer["Location"] == reverse("accounts:organisations")


def test_the_pages_stop_saying_that_objections_are_taken_when_their_term_ends(clock: Clock) -> None:
    call, _sent = make_decided(make_clerk(), clock)
    addresses = [
        reverse("calls:page", args=[call.public_id]),
        reverse("calls:list"),
        reverse("bodies:page", args=[call.body.public_id]),
    ]
    taken, over = "приемат се възражения", "срокът за възражения изтече"
    for address in addresses:
        assert taken in Client().get(address).content.decode(), address
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at)
    for address in addresses:
        said = Client().get(address).content.decode()
        assert over in said, address
        assert taken not in said, address
