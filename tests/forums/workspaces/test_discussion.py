"""What is said in a room stays: better words beside the earlier, a hidden message with its reason."""

import pytest
from django.db import IntegrityError, transaction

from forums.workspaces import talking
from forums.workspaces.models import LONGEST_POST, Post, PostVersion, Topic, Workspace
from prestizh.accounts.models import Role, User
from prestizh.refusal import Refused
from tests.counting import queries_of
from tests.factories import make_user
from tests.forums.making import make_body
from tests.forums.workspaces.making import (
    address,
    client_of,
    make_room,
    make_topic,
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


def test_a_topic_is_begun_and_answered_with_a_quote(workspace: Workspace, member: User) -> None:
    other = member_of(workspace)
    url = address(workspace, "topics")
    assert client_of(member).post(url, {"title": "", "text": "Как?"}).status_code == 422
    begun = client_of(member).post(url, {"title": "Метлите", "text": "Колко метли?\nТри?"})
    topic = Topic.objects.get()
    assert begun["Location"] == address(workspace, "topic", topic.pk)
    first = topic.posts.get()
    page = client_of(other).get(f"{begun['Location']}?quote={first.pk}").content.decode()
    assert page.count("Колко метли?") == 2
    given = {"text": "Две стигат.", "quotes": first.pk}
    sent = client_of(other).post(begun["Location"], given)
    answer = topic.posts.get(quotes=first)
    assert sent["Location"].endswith(f"#post-{answer.pk}")
    assert answer.newest.text == "Две стигат."


@pytest.mark.parametrize("words", ["", "  \n ", "а" * (LONGEST_POST + 1)])
def test_a_message_has_words_and_not_too_many(
    workspace: Workspace, member: User, words: str
) -> None:
    topic = make_topic(workspace, member)
    with pytest.raises(Refused) as refused:
        talking.reply(topic, actor=member, text=words)
    assert refused.value.obstacles[0].field == "text"
    posted = client_of(member).post(address(workspace, "topic", topic.pk), {"text": words})
    assert posted.status_code == 422


def test_a_message_of_another_topic_is_not_quoted(workspace: Workspace, member: User) -> None:
    one, other = make_topic(workspace, member), make_topic(workspace, member)
    with pytest.raises(Refused):
        talking.reply(one, actor=member, text="Да.", quotes=other.posts.get())
    url = address(workspace, "topic", one.pk)
    for odd in (str(other.posts.get().pk), "-1", "абв", "9" * 30):
        assert client_of(member).get(f"{url}?quote={odd}").status_code == 200


def test_better_words_are_a_version_and_the_earlier_stay(
    workspace: Workspace, member: User
) -> None:
    post = make_topic(workspace, member, text="Първи думи").posts.get()
    url = address(workspace, "post_reword", post.pk)
    posted = client_of(member).post(url, {"seen": 1, "text": "Втори думи"})
    assert posted.status_code == 302
    reader = client_of(member_of(workspace))
    page = reader.get(address(workspace, "post_versions", post.pk)).content.decode()
    assert "Първи думи" in page
    assert "Втори думи" in page


def test_two_windows_at_once_lose_nothing(workspace: Workspace, member: User) -> None:
    post = make_topic(workspace, member).posts.get()
    url = address(workspace, "post_reword", post.pk)
    client = client_of(member)
    assert client.post(url, {"seen": 1, "text": "От първия прозорец"}).status_code == 302
    second = client.post(url, {"seen": 1, "text": "От втория прозорец"})
    assert second.status_code == 422
    assert "От втория прозорец" in second.content.decode()
    assert next(row.text for row in post.versions.all()) == "От първия прозорец"


def test_only_the_author_changes_the_words(workspace: Workspace, member: User) -> None:
    post = make_topic(workspace, member).posts.get()
    for other in (member_of(workspace), secretary_of(workspace)):
        with pytest.raises(Refused):
            talking.reword(post, actor=other, text="Други думи", seen=1)
        assert client_of(other).get(address(workspace, "post_reword", post.pk)).status_code == 404
    with pytest.raises(Refused):
        talking.reword(post, actor=member, text=post.newest.text, seen=1)


def test_the_secretary_hides_a_message_and_the_reason_stays(
    workspace: Workspace, member: User
) -> None:
    topic = make_topic(workspace, member, text="Обидни думи")
    post, other = topic.posts.get(), member_of(workspace)
    quoting = talking.reply(topic, actor=other, text="Не е така.", quotes=post)
    with pytest.raises(Refused):
        talking.hide_post(post, actor=other, reason="обида")
    secretary = client_of(secretary_of(workspace))
    url = address(workspace, "post_hide", post.pk)
    assert secretary.post(url, {"reason": " "}).status_code == 422
    assert secretary.post(url, {"reason": "обида към колега"}).status_code == 302
    page = client_of(other).get(address(workspace, "topic", topic.pk)).content.decode()
    assert "Обидни думи" not in page
    assert "обида към колега" in page
    versions = address(workspace, "post_versions", post.pk)
    assert client_of(other).get(versions).status_code == 404
    for reader in (member, secretary_of(workspace), make_user(Role.AUDITOR)):
        assert "Обидни думи" in client_of(reader).get(versions).content.decode()
    for act in (
        lambda: talking.reword(post, actor=member, text="Други", seen=1),
        lambda: talking.hide_post(post, actor=secretary_of(workspace), reason="пак"),
        lambda: talking.reply(topic, actor=other, text="Ето:", quotes=post),
    ):
        with pytest.raises(Refused):
            act()
    assert quoting.quotes_id == post.pk


def test_a_message_of_another_room_is_not_found_in_this_one(
    workspace: Workspace, member: User
) -> None:
    other = make_room(make_body(name="Друга група"))
    topic = make_topic(other, member_of(other))
    client = client_of(member)
    assert client.get(address(workspace, "topic", topic.pk)).status_code == 404
    for name in ("post_versions", "post_reword", "post_hide"):
        url = address(workspace, name, topic.posts.get().pk)
        assert client.get(url).status_code == 404


def test_what_is_typed_is_shown_as_text(workspace: Workspace, member: User) -> None:
    topic = make_topic(workspace, member, title="<b>а</b>", text="<script>alert(1)</script>")
    page = client_of(member).get(address(workspace, "topic", topic.pk)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_database_lets_nothing_that_was_said_go(workspace: Workspace, member: User) -> None:
    post = make_topic(workspace, member).posts.get()
    talking.hide_post(post, actor=secretary_of(workspace), reason="обида")
    versions, posts = PostVersion.objects.filter(post=post), Post.objects.filter(pk=post.pk)
    for act in (
        lambda: versions.update(text="друго"),
        lambda: versions.delete(),
        lambda: posts.delete(),
        lambda: posts.update(hidden_at=None, hidden_by=None, hidden_reason=""),
        lambda: Topic.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_topics_and_messages_cost_the_same_however_many(workspace: Workspace, member: User) -> None:
    client = client_of(member)
    topic = make_topic(workspace, member)
    first = talking.reply(topic, actor=member, text="Отговор.", quotes=topic.posts.get())
    urls = [address(workspace, "topics"), address(workspace, "topic", topic.pk)]
    before = [queries_of(client, url) for url in urls]
    for number in range(12):
        talking.reply(
            topic, actor=member_of(workspace) if not number else member, text="Да.", quotes=first
        )
        make_topic(workspace, member)
    assert [queries_of(client, url) for url in urls] == before
