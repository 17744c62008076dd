"""Interim reports stay inside, the final one is for everybody, and its text becomes a draft."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consultations import drafting as consultation_drafting
from consultations import outcome, publishing
from consultations.models import Consultation, Origin
from forums.workspaces import drafting, reporting
from forums.workspaces.models import Report, Workspace
from prestizh.accounts.models import Role, User
from prestizh.ledger.record import entries
from prestizh.places.models import Unit
from prestizh.refusal import Refused
from tests.counting import queries_of
from tests.factories import make_user
from tests.forums.making import make_body, make_clerk, make_secretary
from tests.forums.workspaces.making import (
    a_file,
    address,
    client_of,
    make_room,
    make_text,
    member_of,
    secretary_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_room(name_en="Working group on the yard")


@pytest.fixture
def secretary(workspace: Workspace) -> User:
    return secretary_of(workspace)


def make_final(workspace: Workspace, secretary: User, **more: Any) -> Report:
    """A published final report with the text that came out."""
    result = drafting.newest_of(make_text(workspace, secretary))
    given = {"text": "Метохме цяла година.", "result": result, **more}
    return reporting.publish_final(workspace, actor=secretary, **given)


def test_an_interim_report_stays_in_the_room(workspace: Workspace, secretary: User) -> None:
    url, client = address(workspace, "reports"), client_of(secretary)
    assert client.post(url, {"text": " "}).status_code == 422
    file = SimpleUploadedFile("dotuk.txt", "Дотук.".encode())
    assert client.post(url, {"text": "Дотук добре.", "file": file}).status_code == 302
    report = Report.objects.get()
    member = client_of(member_of(workspace))
    assert "Дотук добре." in member.get(url).content.decode()
    own = address(workspace, "report_file", report.pk)
    assert member.get(own).content.decode() == "Дотук."
    assert report.document is not None
    for reader in (Client(), client_of(make_clerk()), client_of(secretary)):
        assert reader.get(report.document.get_absolute_url()).status_code == 404
        assert reader.get(report.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        reporting.write_interim(workspace, actor=member_of(workspace), text="Аз също.")


def test_the_final_report_is_for_everybody(workspace: Workspace, secretary: User) -> None:
    shared = make_text(workspace, secretary)
    page = reverse("bodies:page", args=[workspace.body.public_id])
    assert "final-report" not in Client().get(page).content.decode()
    url, client = address(workspace, "report_final"), client_of(secretary)
    given: dict[str, Any] = {"text": "Метохме.", "result": shared.pk}
    assert client.post(url, given).status_code == 422
    file = SimpleUploadedFile("doklad.txt", "Доклад.".encode())
    sent = client.post(url, {**given, "sure": "on", "file": file})
    report = Report.objects.get()
    assert sent["Location"] == report.get_absolute_url()
    public = Client().get(report.get_absolute_url()).content.decode()
    assert "Метохме." in public
    assert "Дворът се мете всяка седмица." in public
    assert report.document is not None
    assert Client().get(report.document.get_absolute_url()).status_code == 200
    assert report.get_absolute_url() in Client().get(page).content.decode()
    kinds = [entry.kind for entry in entries(workspace.body.subject)]
    assert kinds[-1] == "body.final_report_published"


def test_there_is_one_final_report_of_the_rooms_own_text(
    workspace: Workspace, secretary: User
) -> None:
    other = make_room(make_body(name="Друга група", secretary=make_secretary()))
    foreign = drafting.newest_of(make_text(other, secretary_of(other)))
    with pytest.raises(Refused) as refused:
        make_final(workspace, secretary, result=foreign)
    assert refused.value.obstacles[0].field == "result"
    with pytest.raises(Refused):
        make_final(workspace, secretary, text=" ")
    make_final(workspace, secretary)
    with pytest.raises(Refused):
        make_final(workspace, secretary)
    for act in (
        lambda: Report.objects.update(text="друго"),
        lambda: Report.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_clerk_makes_a_draft_of_it_whose_origin_everybody_sees(
    workspace: Workspace, secretary: User
) -> None:
    report, clerk = make_final(workspace, secretary), make_clerk()
    client = client_of(clerk)
    listed = client.get(reverse("workspaces:results")).content.decode()
    url = reverse("workspaces:hand_over", args=[report.public_id])
    assert url in listed
    for stranger in (secretary, make_user(), make_user(Role.AUDITOR)):
        assert client_of(stranger).get(url).status_code == 404
    assert client.post(url, {"kind": "spell", "drafter_kind": "mayor"}).status_code == 422
    sent = client.post(url, {"kind": "ordinance", "drafter_kind": "mayor"})
    draft = Consultation.objects.get()
    assert sent["Location"] == reverse("consultations:desk_facts", args=[draft.public_id])
    assert draft.provisions.filter(is_block=True).count() == 4
    _publish(draft, clerk)
    page = Client().get(draft.get_absolute_url()).content.decode()
    assert page.count(f'href="{report.get_absolute_url()}"') == 2
    assert workspace.body.name in page
    english = Client().get(f"/en{draft.get_absolute_url()}").content.decode()
    assert f'href="/en{report.get_absolute_url()}"' in english
    assert "Working group on the yard" in english
    data = Client().get(reverse("consultations:data", args=[draft.public_id])).json()
    assert data["prepared_by"]["name"] == workspace.body.name
    back = Client().get(report.get_absolute_url()).content.decode()
    assert draft.get_absolute_url() in back
    with pytest.raises(Refused):
        reporting.hand_over(report, actor=clerk, kind="ordinance", drafter_kind="mayor")


def test_the_draft_is_not_told_before_it_is_public(workspace: Workspace, secretary: User) -> None:
    report = make_final(workspace, secretary)
    draft = reporting.hand_over(report, actor=make_clerk(), kind="ordinance", drafter_kind="mayor")
    page = Client().get(report.get_absolute_url()).content.decode()
    assert draft.public_id not in page
    public = str([entry.shown() for entry in entries(workspace.body.subject)])
    assert draft.public_id not in public


def test_without_a_text_there_is_nothing_to_hand_over(
    workspace: Workspace, secretary: User
) -> None:
    report = make_final(workspace, secretary, result=None)
    clerk = make_clerk()
    with pytest.raises(Refused):
        reporting.hand_over(report, actor=clerk, kind="ordinance", drafter_kind="mayor")
    url = reverse("workspaces:hand_over", args=[report.public_id])
    assert client_of(clerk).get(url).status_code == 404
    assert Client().get(report.get_absolute_url()).status_code == 200


def test_an_origin_is_said_once_and_goes_with_a_new_draft(
    workspace: Workspace, secretary: User
) -> None:
    clerk = make_clerk()
    draft = reporting.hand_over(
        make_final(workspace, secretary), actor=clerk, kind="ordinance", drafter_kind="mayor"
    )
    with pytest.raises(Refused):
        consultation_drafting.name_origin(
            draft, actor=clerk, name="Друг", name_en="", path="/bodies/"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Origin.objects.update(name="Друг")
    _publish(draft, clerk)
    outcome.withdraw(draft, actor=clerk, reason="грешка")
    fresh = consultation_drafting.redraft(Consultation.objects.get(pk=draft.pk), actor=clerk)
    assert Origin.objects.get(consultation=fresh).name == workspace.body.name


def test_the_list_of_results_costs_the_same_however_many() -> None:
    client, url = client_of(make_clerk()), reverse("workspaces:results")
    for number in range(6):
        body = make_body(name=f"Група {number}", secretary=make_secretary())
        room = make_room(body)
        make_final(room, secretary_of(room))
        if number == 0:
            one = queries_of(client, url)
    assert queries_of(client, url) == one


def test_a_file_with_a_final_report_is_public_from_then_on(
    workspace: Workspace, secretary: User
) -> None:
    report = make_final(workspace, secretary, file=a_file("Приложение"))
    assert report.document is not None
    assert report.document.public_since == report.written_at


def _publish(draft: Consultation, clerk: User) -> None:
    unit, _made = Unit.objects.get_or_create(name_bg="Отдел „Чистота“")
    reasons = {f"reason_{name}": "Защото." for name in ("causes", "aims", "means", "results", "eu")}
    facts = {"summary": "Мете се.", "sponsor": "Кметът", "contact": "038 000 000", "unit": unit}
    consultation_drafting.revise(draft, actor=clerk, **reasons, **facts)
    publishing.publish(draft, actor=clerk)
