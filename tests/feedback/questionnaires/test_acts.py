"""From beginning to retiring: what is published stands, what two clerks edit isn't lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import Error, connection, transaction

from feedback.questionnaires import beginning, codec, editing, publishing, revising
from feedback.questionnaires.content import Condition, Content, QuestionKind, Words
from feedback.questionnaires.library import TEMPLATES
from feedback.questionnaires.models import Questionnaire, Version
from prestizh.accounts.models import Role, User
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def clerk(db: None) -> User:
    return make_user(Role.CLERK)


@pytest.fixture
def made(clerk: User) -> Questionnaire:
    return beginning.begin_from_library("council", actor=clerk)


def publish(questionnaire: Questionnaire, clerk: User) -> Version:
    draft = questionnaire.draft
    assert draft is not None
    return publishing.publish(questionnaire, actor=clerk, edition=draft.edition)


def now(questionnaire: Questionnaire) -> Content:
    return questionnaire.versions.order_by("-number")[0].asks


def kinds(questionnaire: Questionnaire) -> list[str]:
    return [entry.kind for entry in entries(questionnaire.subject)]


def retitle(title: str) -> revising.Change:
    return lambda content: replace(content, title=Words(title))


def test_each_way_to_begin_gives_a_draft(clerk: User, made: Questionnaire) -> None:
    assert now(made) == TEMPLATES["council"]
    assert now(beginning.begin(actor=clerk, title=" Наш ", title_en="Ours")) == Content(
        Words("Наш", "Ours")
    )
    assert now(beginning.copy(made, actor=clerk)) == now(made)
    file = codec.canonical(now(made))
    assert now(beginning.take_in(file, actor=clerk)) == now(made)
    assert kinds(made) == ["questionnaire.begun"]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda clerk: beginning.begin(actor=clerk, title="  "), "Give the questionnaire a title"),
        (lambda clerk: beginning.begin(actor=clerk, title="ж" * 201), "longer than 200"),
        (lambda clerk: beginning.begin_from_library("poems", actor=clerk), "that are listed"),
        (lambda clerk: beginning.take_in(b"{}", actor=clerk), "no questionnaire of this portal"),
        (
            lambda clerk: beginning.take_in(codec.canonical(Content(Words(""))), actor=clerk),
            "no title in Bulgarian",
        ),
    ],
)
def test_a_bad_beginning_is_refused(
    clerk: User, act: Callable[[User], object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        act(clerk)
    assert not Questionnaire.objects.exists()


def test_whoever_may_not_is_refused_every_act(made: Questionnaire) -> None:
    auditor = make_user(Role.AUDITOR)
    acts: list[Callable[[], object]] = [
        lambda: beginning.begin(actor=auditor, title="Наш"),
        lambda: beginning.begin_from_library("needs", actor=auditor),
        lambda: beginning.copy(made, actor=auditor),
        lambda: beginning.take_in(b"", actor=auditor),
        lambda: revising.revise(made, actor=auditor, change=retitle("Друг")),
        lambda: revising.begin_version(made, actor=auditor),
        lambda: revising.drop_version(made, actor=auditor),
        lambda: publishing.publish(made, actor=auditor, edition=1),
        lambda: publishing.retire(made, actor=auditor),
        lambda: publishing.bring_back(made, actor=auditor),
    ]
    for act in acts:
        with pytest.raises(Refused, match="You may not do this"):
            act()


def test_a_published_version_stands_and_a_change_makes_a_new_one(
    clerk: User, made: Questionnaire
) -> None:
    first = publish(made, clerk)
    assert first.digest == codec.digest(TEMPLATES["council"])
    with pytest.raises(Refused, match="Begin a new version"):
        revising.revise(made, actor=clerk, change=retitle("Друг"))
    second = revising.begin_version(made, actor=clerk)
    assert (second.number, second.asks) == (2, first.asks)
    with pytest.raises(Refused, match="is being edited already"):
        revising.begin_version(made, actor=clerk)
    with pytest.raises(Refused, match="Nothing is changed since version 1"):
        publish(made, clerk)
    revising.revise(made, actor=clerk, change=retitle("Друг"))
    publish(made, clerk)
    made.refresh_from_db()
    assert made.title == "Друг"
    assert made.published is not None
    assert made.published.number == 2
    first.refresh_from_db()
    assert first.asks.title == TEMPLATES["council"].title
    assert kinds(made)[-1] == "questionnaire.published"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE questionnaires_version SET content = '{}'",
        "UPDATE questionnaires_version SET published_at = NULL, published_by_id = NULL, digest = ''",
        "DELETE FROM questionnaires_version",
        "DELETE FROM questionnaires_questionnaire",
        "UPDATE questionnaires_questionnaire SET subject = gen_random_uuid()",
    ],
)
def test_the_database_keeps_what_is_published(clerk: User, made: Questionnaire, sql: str) -> None:
    publish(made, clerk)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_control_the_database_lets_a_draft_change(made: Questionnaire) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE questionnaires_version SET content = '{}'")
        assert cursor.rowcount == 1


def test_a_new_version_can_be_dropped_and_the_first_can_not(
    clerk: User, made: Questionnaire
) -> None:
    with pytest.raises(Refused, match="can't be dropped"):
        revising.drop_version(made, actor=clerk)
    publish(made, clerk)
    revising.begin_version(made, actor=clerk)
    revising.revise(made, actor=clerk, change=retitle("Друг"))
    revising.drop_version(made, actor=clerk)
    made.refresh_from_db()
    assert made.title == TEMPLATES["council"].title.bg
    assert made.draft is None


def test_what_makes_no_sense_is_not_published(clerk: User) -> None:
    empty = beginning.begin(actor=clerk, title="Празен")
    with pytest.raises(Refused, match="has no questions"):
        publish(empty, clerk)


def test_nobody_publishes_what_they_have_not_seen(clerk: User, made: Questionnaire) -> None:
    revising.revise(made, actor=clerk, change=retitle("Друг"))
    with pytest.raises(Refused, match="Look at it once more"):
        publishing.publish(made, actor=clerk, edition=1)


def test_what_two_clerks_change_in_two_places_both_stands(clerk: User, made: Questionnaire) -> None:
    other = make_user(Role.CLERK)
    place, meetings = (now(made).question(key) for key in ("place", "meetings"))

    def change(key: str, words: str, seen: str, actor: User) -> None:
        revising.revise_part(
            made,
            actor=actor,
            part=lambda content: content.question(key),
            seen=seen,
            change=lambda content: editing.with_question(
                content, replace(content.question(key), words=Words(words))
            ),
        )

    change("place", "Кой сте?", editing.seen(place), clerk)
    change("meetings", "Колко пъти?", editing.seen(meetings), other)
    assert now(made).question("place").words.bg == "Кой сте?"
    with pytest.raises(revising.ChangedMeanwhile, match="What you typed still stands"):
        change("place", "Каква е ролята Ви?", editing.seen(place), other)
    change("place", "Кой сте?", editing.seen(place), other)
    assert now(made).question("place").words.bg == "Кой сте?"
    revising.revise(
        made, actor=clerk, change=lambda content: editing.without_question(content, "meetings")
    )
    with pytest.raises(Refused, match="took this part out"):
        change("meetings", "Колко?", editing.seen(meetings), other)


def test_a_change_that_ties_a_knot_is_refused_naming_both(clerk: User, made: Questionnaire) -> None:
    def looped(content: Content) -> Content:
        place = replace(content.question("place"), condition=Condition("read", ("yes",)))
        read = replace(
            content.question("place"), key="read", condition=Condition("place", ("member",))
        )
        home = editing.home_of(content, "place")
        return editing.with_section(content, replace(home, questions=(place, read)))

    with pytest.raises(Refused, match="depend on each other in a loop"):
        revising.revise(made, actor=clerk, change=looped)
    sentence = "“At how many meetings were you in the last year\\?” depends on “What are you in"
    with pytest.raises(Refused, match=sentence):
        revising.revise(
            made,
            actor=clerk,
            change=lambda content: editing.with_moved_question(content, "meetings", -1),
        )
    with pytest.raises(Refused, match="depends on “place”, which isn't there"):
        revising.revise(
            made, actor=clerk, change=lambda content: editing.without_question(content, "place")
        )
    assert now(made) == TEMPLATES["council"]


def test_parts_are_added_moved_and_taken_out() -> None:
    content = TEMPLATES["council"]
    grown = editing.with_new_section(content, Words("Нов"))
    key = grown.sections[-1].key
    grown = editing.with_new_question(grown, key, QuestionKind.DATE, Words("Кога?"))
    assert [one.words.bg for one in grown.sections[-1].questions] == ["Кога?"]
    up = editing.with_moved_question(grown, "question1", -1)
    assert up.sections[-2].questions[-1].key == "question1"
    assert up.sections[-1].questions == ()
    assert editing.with_moved_question(up, "question1", 1) == grown
    assert editing.with_moved_question(content, "place", -1) == content
    assert editing.with_moved_question(grown, "question1", 1) == grown
    first = editing.with_moved_section(grown, key, -1)
    assert [one.key for one in first.sections][-2:] == [key, "about_you"]
    assert editing.with_moved_section(first, key, 1) == grown
    assert editing.without_section(grown, key) == content


def test_a_retired_one_rests_and_comes_back(clerk: User, made: Questionnaire) -> None:
    publish(made, clerk)
    assert list(Questionnaire.objects.usable()) == [made]
    publishing.retire(made, actor=clerk)
    assert not Questionnaire.objects.usable().exists()
    with pytest.raises(Refused, match="is retired"):
        revising.begin_version(made, actor=clerk)
    with pytest.raises(Refused, match="is retired"):
        publishing.retire(made, actor=clerk)
    publishing.bring_back(made, actor=clerk)
    with pytest.raises(Refused, match="is in use"):
        publishing.bring_back(made, actor=clerk)
    assert kinds(made)[-2:] == ["questionnaire.retired", "questionnaire.brought_back"]
