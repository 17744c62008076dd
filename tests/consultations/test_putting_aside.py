"""A draft that is not gone on with leaves the work list, is never public, and never lost."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from consultations import drafting, publishing, putting_aside
from consultations.models import Consultation, StageChange
from consultations.stages import Stage, Step
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from tests.consultations.making import TEXT, make_draft, make_open

pytestmark = pytest.mark.django_db
REASON = "Кметът реши да не го внася."


@pytest.fixture
def desk(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def draft(clerk: User) -> Consultation:
    return make_draft(clerk)


def address(name: str, draft: Consultation) -> str:
    return reverse(f"consultations:{name}", args=[draft.public_id])


def work_list(desk: Client) -> list[Consultation]:
    page = desk.get(reverse("consultations:desk"))
    return [duty.consultation for duty in page.context["duties"]]


def test_a_draft_is_put_aside_and_taken_up_again_as_it_was(
    desk: Client, draft: Consultation
) -> None:
    assert work_list(desk) == [draft]
    assert address("desk_drop", draft) in desk.get(address("desk_page", draft)).content.decode()
    assert desk.post(address("desk_drop", draft), {"reason": REASON}).status_code == 302
    draft.refresh_from_db()
    assert draft.stage == Stage.DROPPED
    assert work_list(desk) == []
    overview = desk.get(address("desk_page", draft)).content.decode()
    assert REASON in overview
    assert draft.get_absolute_url() not in overview.replace(address("desk_page", draft), "")
    assert draft.title in desk.get(reverse("consultations:desk")).content.decode()
    assert desk.post(address("desk_resume", draft)).status_code == 302
    draft.refresh_from_db()
    assert (draft.stage, draft.source_text.split()) == (Stage.DRAFT, TEXT.split())
    assert work_list(desk) == [draft]


def test_it_stands_in_the_record_and_its_reason_is_not_public(
    clerk: User, draft: Consultation
) -> None:
    putting_aside.drop(draft, actor=clerk, reason=REASON)
    putting_aside.resume(draft, actor=clerk)
    told = [(entry.kind, entry.shown()) for entry in entries(draft.subject)]
    assert told[1:] == [("consultation.dropped", {}), ("consultation.resumed", {})]


def test_nobody_outside_sees_it(clerk: User, draft: Consultation) -> None:
    putting_aside.drop(draft, actor=clerk, reason=REASON)
    stranger = Client()
    pages = (draft.get_absolute_url(), address("data", draft), address("desk_page", draft))
    assert {stranger.get(page).status_code for page in pages} == {404}
    for page in (reverse("consultations:list"), "/", "/sitemap.xml"):
        said = stranger.get(page).content.decode()
        assert draft.title not in said
        assert draft.public_id not in said
    assert 'value="dropped"' not in stranger.get(reverse("consultations:list")).content.decode()


def test_it_says_why_it_does_not_change_meanwhile(
    desk: Client, clerk: User, draft: Consultation
) -> None:
    putting_aside.drop(draft, actor=clerk, reason=REASON)
    for name in ("desk_facts", "desk_text", "desk_files", "desk_preview", "desk_publish"):
        assert desk.get(address(name, draft)).url == address("desk_page", draft)  # type: ignore[attr-defined]
    assert "оставен настрана" in desk.get(address("desk_page", draft)).content.decode()
    with pytest.raises(Refused, match="оставен настрана"):
        drafting.set_text(draft, actor=clerk, text=TEXT)
    with pytest.raises(Refused):
        publishing.publish(draft, actor=clerk)


def test_without_a_reason_it_stays_where_it_is(desk: Client, draft: Consultation) -> None:
    assert desk.post(address("desk_drop", draft), {"reason": "  "}).status_code == 422
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFT


def test_what_was_public_is_not_put_aside(clerk: User, draft: Consultation) -> None:
    announced = make_draft(clerk, planned_on=clock.today())
    publishing.announce(announced, actor=clerk)
    for one in (announced, make_open(clerk)):
        with pytest.raises(Refused):
            putting_aside.drop(one, actor=clerk, reason=REASON)
    with pytest.raises(Refused):
        putting_aside.resume(draft, actor=clerk)


def test_control_postgresql_refuses_it_too(clerk: User, draft: Consultation) -> None:
    change = StageChange(
        consultation=draft,
        source=Stage.DRAFT,
        target=Stage.DROPPED,
        step=Step.DROP,
        actor=clerk,
        at=clock.now(),
    )
    with pytest.raises(IntegrityError, match="withdrawal_has_reasons"), transaction.atomic():
        change.save()
    with (
        pytest.raises(IntegrityError, match="record stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM consultations_consultation WHERE id = %s", [draft.pk])
