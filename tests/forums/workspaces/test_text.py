"""A text is written together: proposals by provision, versions that stay, nobody's words lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from forums.workspaces import deciding, drafting
from forums.workspaces.models import SharedText, Suggestion, TextVersion, Workspace
from prestizh.accounts.models import User
from prestizh.refusal import Refused
from tests.counting import queries_of
from tests.documents.samples import word
from tests.forums.making import make_body, make_secretary
from tests.forums.workspaces.making import (
    TEXT,
    address,
    client_of,
    make_room,
    make_suggestion,
    make_text,
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


@pytest.fixture
def secretary(workspace: Workspace) -> User:
    return secretary_of(workspace)


@pytest.fixture
def shared(workspace: Workspace, secretary: User) -> SharedText:
    return make_text(workspace, secretary)


def test_the_secretary_begins_with_pasted_words_or_a_file(
    workspace: Workspace, secretary: User, member: User
) -> None:
    url, client = address(workspace, "text_start"), client_of(secretary)
    assert client_of(member).get(url).status_code == 404
    assert client.post(url, {"title": "Наредба", "act": "text"}).status_code == 422
    assert client.post(url, {"title": "Наредба", "act": "file"}).status_code == 422
    assert client.post(url, {"title": "Наредба", "text": TEXT, "act": "text"}).status_code == 302
    file = SimpleUploadedFile("naredba.docx", word("НАРЕДБА", "за двора", "Чл. 1. Мете се."))
    assert client.post(url, {"title": "Друга", "file": file, "act": "file"}).status_code == 302
    made = SharedText.objects.get(title="Друга")
    page = client_of(member).get(address(workspace, "text", made.pk)).content.decode()
    assert "Мете се." in page
    assert address(workspace, "text_suggest", made.pk, "chl-1") in page


def test_a_member_proposes_and_the_secretary_takes_it_in(
    workspace: Workspace, shared: SharedText, member: User, secretary: User
) -> None:
    url = address(workspace, "text_suggest", shared.pk, "chl-2")
    page = client_of(member).get(url).content.decode()
    assert page.count("Дворът се мете всяка седмица.") == 2
    words = "Чл. 2. Дворът се мете всеки ден."
    given = {"seen": 1, "kind": "reword", "text": words, "reasons": "За да е чист."}
    sent = client_of(member).post(url, given)
    suggestion = Suggestion.objects.get()
    assert sent["Location"] == address(workspace, "suggestion", suggestion.pk)
    shown = client_of(secretary).get(sent["Location"]).content.decode()
    assert "<del>" in shown
    assert "<ins>" in shown
    decide = address(workspace, "decide", suggestion.pk)
    taken = {"act": "take_in", "seen": 1, "words": words, "reason": "Приема се."}
    assert client_of(member).post(decide, taken).status_code == 404
    assert client_of(secretary).post(decide, taken).status_code == 302
    newest = drafting.newest_of(shared)
    assert newest.number == 2
    assert newest.text == TEXT.strip().replace("Чл. 2. Дворът се мете всяка седмица.", words)
    version = client_of(member).get(address(workspace, "text_version", shared.pk, 2))
    assert "<ins>" in version.content.decode()
    assert "чл. 2" in version.content.decode()


def test_a_provision_is_added_and_left_out(
    shared: SharedText, member: User, secretary: User
) -> None:
    added = make_suggestion(shared, member, kind="add", text="Чл. 2а. Метлите са три.")
    deciding.take_in(added, actor=secretary, words=added.text, reason="", seen=1)
    assert "седмица.\nЧл. 2а. Метлите са три.\n" in drafting.newest_of(shared).text
    gone = make_suggestion(shared, member, kind="remove", text="")
    deciding.take_in(gone, actor=secretary, words="", reason="", seen=2)
    newest = drafting.newest_of(shared).text
    assert "всяка седмица" not in newest
    assert "Чл. 2а." in newest
    assert "Чл. 3." in newest


def test_the_others_provisions_stay_as_they_were_to_the_letter(
    shared: SharedText, member: User, secretary: User
) -> None:
    from forums.workspaces.passages import passages

    before = {one.path: one.text for one in passages(drafting.newest_of(shared).text)}
    taken = make_suggestion(shared, member)
    deciding.take_in(taken, actor=secretary, words=taken.text, reason="", seen=1)
    after = {one.path: one.text for one in passages(drafting.newest_of(shared).text)}
    assert after.pop("чл.2") == taken.text
    before.pop("чл.2")
    assert after == before
    assert list(before) == ["чл.1", "чл.3", "зр/§1"]


def test_what_is_not_taken_in_has_a_reason(
    workspace: Workspace, shared: SharedText, member: User, secretary: User
) -> None:
    row = make_suggestion(shared, member)
    url, client = address(workspace, "decide", row.pk), client_of(secretary)
    assert client.post(url, {"act": "turn_down", "reason": " "}).status_code == 422
    assert client.post(url, {"act": "turn_down", "reason": "скъпо е"}).status_code == 302
    page = client_of(member).get(address(workspace, "suggestion", row.pk)).content.decode()
    assert "скъпо е" in page
    for act in (
        lambda: deciding.turn_down(row, actor=secretary, reason="пак"),
        lambda: deciding.take_in(row, actor=secretary, words="Чл. 2. А.", reason="", seen=1),
        lambda: deciding.take_back(row, actor=member),
    ):
        with pytest.raises(Refused):
            act()


def test_only_its_author_takes_a_proposal_back(
    workspace: Workspace, shared: SharedText, member: User
) -> None:
    row = make_suggestion(shared, member)
    with pytest.raises(Refused):
        deciding.take_back(row, actor=member_of(workspace))
    client_of(member).post(address(workspace, "take_back", row.pk))
    row.refresh_from_db()
    assert row.verdict == "withdrawn"


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("kind", {"kind": "burn"}),
        ("text", {"text": " "}),
        ("text", {"text": "Чл. 2. Дворът се мете всяка седмица."}),
        ("text", {"text": "а" * 20_001}),
    ],
)
def test_bad_input_is_refused_and_stays_in_the_form(
    workspace: Workspace, shared: SharedText, member: User, field: str, given: dict[str, str]
) -> None:
    whole = {"kind": "reword", "text": "Чл. 2. Друго.", "reasons": "моите причини", **given}
    with pytest.raises(Refused) as refused:
        drafting.suggest(shared, actor=member, path="чл.2", seen=1, **whole)
    assert refused.value.obstacles[0].field == field
    url = address(workspace, "text_suggest", shared.pk, "chl-2")
    posted = client_of(member).post(url, {**whole, "seen": 1})
    assert posted.status_code == 422
    assert "моите причини" in posted.content.decode()


def test_a_provision_that_was_changed_meanwhile_is_looked_at_again(
    workspace: Workspace, shared: SharedText, member: User, secretary: User
) -> None:
    other = make_suggestion(shared, member)
    deciding.take_in(other, actor=secretary, words=other.text, reason="", seen=1)
    url = address(workspace, "text_suggest", shared.pk, "chl-2")
    given = {"seen": 1, "kind": "reword", "text": "Чл. 2. Моите думи.", "reasons": ""}
    first = client_of(member).post(url, given)
    assert first.status_code == 422
    page = first.content.decode()
    assert "Моите думи." in page
    assert other.text in page
    assert 'name="seen" value="2"' in page
    assert client_of(member).post(url, {**given, "seen": 2}).status_code == 302
    elsewhere = address(workspace, "text_suggest", shared.pk, "chl-3")
    calm = {**given, "text": "Чл. 3. Който замърси, чисти."}
    assert client_of(member).post(elsewhere, calm).status_code == 302


def test_two_who_decide_at_once_are_told_of_each_other(
    workspace: Workspace, shared: SharedText, member: User, secretary: User
) -> None:
    one = make_suggestion(shared, member)
    other = make_suggestion(shared, member, path="чл.3", text="Чл. 3. Който замърси, чисти.")
    deciding.take_in(one, actor=secretary, words=one.text, reason="", seen=1)
    url = address(workspace, "decide", other.pk)
    given = {"act": "take_in", "seen": 1, "words": "Чл. 3. Моята редакция.", "reason": ""}
    late = client_of(secretary).post(url, given)
    assert late.status_code == 422
    assert "Моята редакция." in late.content.decode()
    assert str(secretary) in late.content.decode()
    assert client_of(secretary).post(url, {**given, "seen": 2}).status_code == 302
    newest = drafting.newest_of(shared).text
    assert one.text in newest
    assert "Моята редакция." in newest


def test_the_whole_text_is_put_in_place_and_the_older_stays(
    workspace: Workspace, shared: SharedText, secretary: User
) -> None:
    url, client = address(workspace, "text_lay_down", shared.pk), client_of(secretary)
    newer = TEXT.replace("седмица", "година")
    given = {"act": "text", "seen": 1, "note": "по-рядко", "text": newer}
    assert client.post(url, {**given, "text": TEXT}).status_code == 422
    assert client.post(url, given).status_code == 302
    late = client.post(url, {**given, "text": TEXT.replace("седмица", "вечер")})
    assert late.status_code == 422
    assert "всяка вечер" in late.content.decode()
    page = client.get(address(workspace, "text_version", shared.pk, 1)).content.decode()
    assert "всяка седмица" in page


def test_a_proposal_to_a_provision_that_is_gone_is_not_taken_in(
    shared: SharedText, member: User, secretary: User
) -> None:
    row, gone = make_suggestion(shared, member), make_suggestion(shared, member, kind="remove")
    deciding.take_in(gone, actor=secretary, words="", reason="", seen=1)
    with pytest.raises(Refused):
        deciding.take_in(row, actor=secretary, words=row.text, reason="", seen=2)


def test_a_text_without_provisions_can_be_read_and_replaced(
    workspace: Workspace, secretary: User
) -> None:
    bare = make_text(workspace, secretary, text="Само изречение.")
    page = client_of(secretary).get(address(workspace, "text", bare.pk)).content.decode()
    assert "Само изречение." in page
    newer = drafting.lay_down(bare, actor=secretary, text="Друго.", note="", seen=1)
    url = address(workspace, "text_version", bare.pk, newer.number)
    assert "<ins>" in client_of(secretary).get(url).content.decode()


def test_a_text_of_another_room_is_not_found_in_this_one(
    workspace: Workspace, member: User
) -> None:
    other = make_room(make_body(name="Друга група", secretary=make_secretary()))
    text = make_text(other, secretary_of(other))
    assert client_of(member).get(address(workspace, "text", text.pk)).status_code == 404


def test_the_database_keeps_versions_and_verdicts(
    shared: SharedText, member: User, secretary: User
) -> None:
    row, open_one = make_suggestion(shared, member), make_suggestion(shared, member)
    deciding.turn_down(row, actor=secretary, reason="скъпо")
    rows, versions = Suggestion.objects.filter(pk=row.pk), TextVersion.objects.all()
    for act in (
        lambda: versions.update(text="друго"),
        lambda: versions.delete(),
        lambda: rows.update(verdict_reason="друго"),
        lambda: rows.delete(),
        lambda: Suggestion.objects.filter(pk=open_one.pk).update(text="друго"),
        lambda: Suggestion.objects.filter(pk=open_one.pk).update(verdict="taken"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_pages_of_a_text_cost_the_same_however_much_is_proposed(
    workspace: Workspace, shared: SharedText, member: User, secretary: User
) -> None:
    client = client_of(secretary)
    first = make_suggestion(shared, member)
    deciding.take_in(first, actor=secretary, words=first.text, reason="", seen=1)
    make_suggestion(shared, member, text="Чл. 2. Друго.", seen=2)
    urls = [address(workspace, "texts"), address(workspace, "text", shared.pk)]
    before = [queries_of(client, url) for url in urls]
    for number in range(2, 7):
        row = make_suggestion(shared, member, text=f"Чл. 2. Вид {number}.", seen=number)
        deciding.take_in(row, actor=secretary, words=row.text, reason="", seen=number)
        make_suggestion(shared, member, text="Чл. 2. Друго.", seen=number + 1)
        make_text(workspace, secretary)
    assert [queries_of(client, url) for url in urls] == before
