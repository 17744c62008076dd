"""Papers stay: every version, every withdrawn one; nobody outside gets their files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from forums.bodies import seating
from forums.bodies.models import Membership
from forums.workspaces import filing
from forums.workspaces.models import Paper, PaperVersion, Workspace
from prestizh.accounts.models import Role, User
from prestizh.documents.models import Document
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from tests.counting import queries_of
from tests.factories import make_user
from tests.forums.making import make_clerk
from tests.forums.workspaces.making import (
    a_file,
    address,
    client_of,
    make_paper,
    make_room,
    member_of,
    secretary_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_room()


@pytest.fixture
def member(workspace: Workspace) -> User:
    return member_of(workspace)


def upload(words: str, name: str = "belezhki.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode(), "text/plain")


def test_a_paper_is_added_and_brought_up_to_date_on_its_pages(
    workspace: Workspace, member: User
) -> None:
    client = client_of(member)
    url = address(workspace, "papers")
    assert client.post(url, {"title": "Справка"}).status_code == 422
    given = {"title": "Справка за двора", "file": upload("Първи вид.")}
    assert client.post(url, given).status_code == 302
    paper = Paper.objects.get()
    newer = {"file": upload("Втори вид."), "note": "с числата за май"}
    assert client.post(address(workspace, "paper", paper.pk), newer).status_code == 302
    page = client.get(address(workspace, "paper", paper.pk)).content.decode()
    for version in paper.versions.all():
        assert version.document.sha256 in page
    assert "с числата за май" in page
    first = client.get(address(workspace, "paper_file", paper.pk, 1))
    assert first.content.decode() == "Първи вид."
    assert first["X-Content-Type-Options"] == "nosniff"
    assert first["Content-Disposition"].startswith("attachment")


def test_the_same_file_again_is_no_new_version(workspace: Workspace, member: User) -> None:
    paper = make_paper(workspace, member)
    with pytest.raises(Refused) as refused:
        filing.add_version(paper, actor=member, file=a_file(paper.title), note="")
    assert refused.value.obstacles[0].field == "file"


def test_two_who_add_at_once_lose_nothing(workspace: Workspace, member: User) -> None:
    paper, other = make_paper(workspace, member), member_of(workspace)
    filing.add_version(paper, actor=member, file=a_file("от единия"), note="")
    filing.add_version(paper, actor=other, file=a_file("от другия"), note="")
    assert [row.number for row in paper.versions.all()] == [3, 2, 1]


def test_a_withdrawn_paper_stays_and_says_why(workspace: Workspace, member: User) -> None:
    paper, other = make_paper(workspace, member), member_of(workspace)
    with pytest.raises(Refused):
        filing.withdraw_paper(paper, actor=other, reason="не ми харесва")
    url = address(workspace, "paper_withdraw", paper.pk)
    assert client_of(member).post(url, {"reason": " "}).status_code == 422
    assert client_of(member).post(url, {"reason": "има нова справка"}).status_code == 302
    page = client_of(other).get(address(workspace, "paper", paper.pk)).content.decode()
    assert "има нова справка" in page
    assert client_of(other).get(address(workspace, "paper_file", paper.pk, 1)).status_code == 200
    with pytest.raises(Refused):
        filing.add_version(paper, actor=member, file=a_file("още"), note="")


def test_the_secretary_withdraws_what_others_added(workspace: Workspace, member: User) -> None:
    paper = make_paper(workspace, member)
    filing.withdraw_paper(paper, actor=secretary_of(workspace), reason="дублира друга")
    paper.refresh_from_db()
    assert paper.withdrawn_at is not None


def test_a_file_of_the_room_has_no_address_of_its_own(workspace: Workspace, member: User) -> None:
    document = make_paper(workspace, member).versions.get().document
    readers = [make_user(role) for role in Role] + [make_user(), member]
    for reader in readers:
        assert not Document.objects.visible_to(reader).filter(pk=document.pk).exists()
        assert client_of(reader).get(document.get_absolute_url()).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(public_since=document.uploaded_at)


def test_who_was_released_reads_not_even_their_own_file(workspace: Workspace, member: User) -> None:
    paper = make_paper(workspace, member)
    seating.release(
        Membership.objects.get(user=member), actor=make_clerk(), ground="own_wish", note=""
    )
    client = client_of(member)
    assert client.get(address(workspace, "paper_file", paper.pk, 1)).status_code == 404
    document = paper.versions.get().document
    assert client.get(document.get_absolute_url()).status_code == 404


def test_a_paper_of_another_room_is_not_found_in_this_one(
    workspace: Workspace, member: User
) -> None:
    from tests.forums.making import make_body

    other = make_room(make_body(name="Друга група"))
    paper = make_paper(other, member_of(other))
    assert client_of(member).get(address(workspace, "paper", paper.pk)).status_code == 404
    assert client_of(member).get(address(workspace, "paper_file", paper.pk, 1)).status_code == 404


def test_the_database_lets_no_version_change_or_go(workspace: Workspace, member: User) -> None:
    paper = make_paper(workspace, member)
    filing.withdraw_paper(paper, actor=member, reason="сгрешена")
    versions = PaperVersion.objects.filter(paper=paper)
    papers = Paper.objects.filter(pk=paper.pk)
    for act in (
        lambda: versions.update(note="друго"),
        lambda: versions.delete(),
        lambda: papers.delete(),
        lambda: papers.update(withdrawn_at=None, withdrawn_by=None, withdrawal_reason=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_record_has_the_digest_and_tells_it_to_nobody(
    workspace: Workspace, member: User
) -> None:
    make_paper(workspace, member, "Тайна справка")
    assert "Тайна" not in str([entry.shown() for entry in entries(workspace.body.subject)])
    inside = entries(workspace.subject)
    assert [entry.kind for entry in inside] == ["workspace.opened", "paper.version_added"]
    assert [entry.shown() for entry in inside] == [{}, {}]


def test_the_list_of_papers_costs_the_same_however_many(workspace: Workspace, member: User) -> None:
    client, url = client_of(member), address(workspace, "papers")
    make_paper(workspace, member)
    client.get(url)
    one = queries_of(client, url)
    for number in range(12):
        make_paper(workspace, member, f"Справка {number}")
    assert queries_of(client, url) == one
