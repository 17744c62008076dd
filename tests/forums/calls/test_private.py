"""Nothing private of an application is anywhere but with its applicant and those who select."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.calls import appointing, completing, deciding, objecting, selecting
from forums.calls.models import Application, Call
from prestizh.accounts.models import Representation, Role, User
from prestizh.documents.keeping import lock_away
from prestizh.ledger.record import entries
from prestizh.terms import sofia_day
from tests.cast import NAMES, STRANGER, Cast, client_of
from tests.factories import make_representation, make_user
from tests.fixtures_clock import Clock
from tests.forums.calls.making import (
    again,
    end_term,
    give,
    make_application,
    make_application_draft,
    make_call,
)
from tests.forums.making import make_body

pytestmark = pytest.mark.django_db

PRIVATE: dict[str, Any] = {
    "candidate": "МАРКЕР-КАНДИДАТ",
    "phone": "МАРКЕР-ТЕЛЕФОН",
    "competence": "МАРКЕР-КОМПЕТЕНТНОСТ",
    "connections": "МАРКЕР-СВЪРЗАНОСТИ",
}
INTEREST = "МАРКЕР-ИНТЕРЕС"
ASKED, ANSWERED, OBJECTED, REPLIED = (
    "МАРКЕР-ПОИСКАНО",
    "МАРКЕР-ДОПЪЛНЕНО",
    "МАРКЕР-ВЪЗРАЖЕНИЕ",
    "МАРКЕР-ОТГОВОР",
)
MARKER = "МАРКЕР"
# Who deals with applications by role or for the body; the moderator and the administrator do not.
MAY_READ = frozenset({"clerk", "auditor", "secretary"})


def public_addresses(call: Call, *prefixes: str) -> Iterator[str]:
    """Every page, feed and file of data on which something of a call could stand."""
    for prefix in prefixes or ("",):
        for name in ("list", "feed"):
            yield prefix + reverse(f"calls:{name}")
        for name in ("page", "term", "calendar", "data"):
            yield prefix + reverse(f"calls:{name}", args=[call.public_id])
        yield prefix + reverse("bodies:page", args=[call.body.public_id])
        yield prefix + reverse("bodies:list")
        yield prefix + reverse("calendar:all")
        for name in ("body", "body_file"):
            yield prefix + reverse(f"calendar:{name}", args=[call.body.public_id])
        # Whoever looks for a private word finds nothing by it.
        for name in ("bodies:list", "consultations:list"):
            yield f"{prefix}{reverse(name)}?q=КАНДИДАТ"
        yield prefix + reverse("home:front")
        yield prefix + reverse("home:sitemap")
        yield prefix + reverse("ledger:record")
        yield prefix + reverse("ledger:chain", args=[call.body.subject])


def own_and_desk_addresses(application: Application) -> Iterator[str]:
    """The pages of one application, its files, and the desk of its call."""
    for name in ("application", "edit", "withdraw", "complete", "object"):
        yield reverse(f"calls:{name}", args=[application.public_id])
    assert application.mandate is not None
    held = [application.mandate, *(one.document for one in application.papers.all())]
    for document in held:
        yield reverse("calls:file", args=[application.public_id, document.public_id])
        yield reverse("documents:file", args=[document.public_id])
    call = application.call.public_id
    for name in ("page", "applications", "selection", "publish", "cancel"):
        yield reverse(f"calls:desk_{name}", args=[call])
    for name in ("application", "verdict", "objection", "appoint"):
        yield reverse(f"calls:desk_{name}", args=[call, application.public_id])
    yield reverse("calls:desk")
    yield reverse("calls:mine")
    yield reverse("home:desk")


def said_to(client: Client, addresses: Iterator[str]) -> str:
    """All that this reader gets from these addresses, put together."""
    return "\n".join(client.get(one).content.decode("utf-8", "replace") for one in addresses)


def locked_application(call: Call, speaks: Representation, **typed: Any) -> Application:
    sent = make_application(call, speaks, **typed)
    assert sent.mandate is not None
    for document in (sent.mandate, *(one.document for one in sent.papers.all())):
        lock_away(document)
    return sent


@pytest.fixture
def told(cast: Cast, clock: Clock) -> Application:
    """An application with a marker in every private field, all the way to the seat."""
    body = make_body(cast.clerk, secretary=cast.secretary)
    call = make_call(body, clerk=cast.clerk)
    sent = locked_application(call, make_representation(), interest=INTEREST, **PRIVATE)
    make_application_draft(call, make_representation(), interest=INTEREST, **PRIVATE)
    lost = locked_application(call, make_representation(), interest="ЧУЖД-ИНТЕРЕС", **PRIVATE)
    last_day = sofia_day(clock.now()) + timedelta(days=3)
    asked = completing.ask(sent, actor=cast.clerk, asked=ASKED, last_day=last_day)
    completing.complete(asked, actor=sent.applicant, answer=ANSWERED)
    end_term(call, clock)
    selecting.begin(call, actor=cast.clerk)
    selecting.name_selector(call, actor=cast.clerk, name="МАРКЕР-ОЦЕНИТЕЛ")
    give(call, cast.clerk, {sent: (9, 5), lost: (3, 3)})
    selecting.judge(sent, actor=cast.clerk, decision="selected", reasons="Публични мотиви.")
    selecting.judge(lost, actor=cast.clerk, decision="not_selected", reasons="Други мотиви.")
    deciding.decide(call, actor=cast.clerk)
    made = objecting.make_objection(lost, actor=lost.applicant, text=OBJECTED)
    objecting.answer(made, actor=cast.clerk, outcome="rejected", reasons=REPLIED)
    return Application.objects.select_related("call__body", "mandate").get(pk=sent.pk)


def test_no_public_page_feed_or_data_holds_anything_private(told: Application, cast: Cast) -> None:
    call = told.call
    for who in NAMES:
        prefixes = ("", "/en") if who == STRANGER else ("",)
        said = said_to(client_of(cast, who), public_addresses(call, *prefixes))
        assert "Публични мотиви." in said
        assert told.organisation is not None
        assert told.organisation.name in said
        assert said.replace(INTEREST, "").count(MARKER) == 0, who
        assert "ЧУЖД-ИНТЕРЕС" not in said, "only of who is selected the interest is public"


def test_before_the_result_not_even_who_applied_is_public(cast: Cast) -> None:
    call = make_call(clerk=cast.clerk)
    sent = make_application(call, interest=INTEREST, **PRIVATE)
    assert sent.organisation is not None
    for who in (STRANGER, "participant", "representative"):
        said = said_to(client_of(cast, who), public_addresses(call, "", "/en"))
        assert MARKER not in said, who
        assert sent.organisation.name not in said, who


def test_of_the_cast_only_those_in_charge_read_an_application(
    told: Application, cast: Cast
) -> None:
    for who in NAMES:
        said = said_to(client_of(cast, who), own_and_desk_addresses(told))
        assert (MARKER in said) == (who in MAY_READ), who


def test_an_applicant_reads_their_own_application_and_no_other(told: Application) -> None:
    for person, may in ((told.applicant, True), (make_user(), False)):
        client = Client()
        client.force_login(person)
        said = said_to(client, own_and_desk_addresses(told))
        assert all((marker in said) is may for marker in PRIVATE.values())
        assert OBJECTED not in said


def test_a_secretary_of_another_body_reads_nothing(told: Application, cast: Cast) -> None:
    other = make_user(Role.SECRETARY)
    make_body(cast.clerk, secretary=other, name="Друг съвет")
    client = Client()
    client.force_login(other)
    assert MARKER not in said_to(client, own_and_desk_addresses(told))


def test_the_files_are_given_by_the_application_alone(told: Application, cast: Cast) -> None:
    assert told.mandate is not None
    own = reverse("calls:file", args=[told.public_id, told.mandate.public_id])
    bare = reverse("documents:file", args=[told.mandate.public_id])
    for who in NAMES:
        client = client_of(cast, who)
        assert client.get(own).status_code == (200 if who in MAY_READ else 404), who
        assert client.get(bare).status_code == 404, who


def test_a_file_of_another_application_is_not_found_under_ones_own(told: Application) -> None:
    other = make_application(make_call())
    assert other.mandate is not None
    client = Client()
    client.force_login(told.applicant)
    address = reverse("calls:file", args=[told.public_id, other.mandate.public_id])
    assert client.get(address).status_code == 404


def test_the_public_record_holds_no_private_field(told: Application) -> None:
    said = "\n".join(str(entry.shown()) for entry in entries(told.call.body.subject))
    assert MARKER not in said
    assert str(told.reference) in said


def test_the_appointment_makes_the_interest_and_the_name_public_and_no_more(
    told: Application, cast: Cast, clock: Clock
) -> None:
    call = again(told.call)
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at)
    deciding.finish(call, actor=cast.clerk)
    appointing.appoint(told, actor=cast.clerk, act="Заповед № 1", on=sofia_day(clock.now()))
    said = said_to(Client(), public_addresses(call))
    assert PRIVATE["candidate"] in said
    for name in ("phone", "competence", "connections"):
        assert PRIVATE[name] not in said


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, {"page": "1"}).status_code == 200
    return len(captured)


def test_lists_cost_the_same_with_one_row_and_with_many(cast: Cast, clock: Clock) -> None:
    call = make_call(clerk=cast.clerk)
    person: User = make_user()
    clerk, own = client_of(cast, "clerk"), Client()
    own.force_login(person)

    def cost() -> list[int]:
        return [
            queries(Client(), reverse("calls:list")),
            queries(Client(), reverse("home:front")),
            queries(clerk, reverse("calls:desk")),
            queries(clerk, reverse("calls:desk_applications", args=[call.public_id])),
            queries(own, reverse("calls:mine")),
            queries(own, reverse("home:desk")),
        ]

    make_application(call, make_representation(user=person))
    cost()
    few = cost()
    for _number in range(3):
        make_application(call)
        other = make_call(clerk=cast.clerk)
        make_application(other, make_representation(user=person))
    assert cost() == few
