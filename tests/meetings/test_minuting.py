"""Two secretaries at once: what both wrote is joined, or both texts are shown; nothing is lost."""

import pytest

from prestizh.meetings.merging import merge
from prestizh.meetings.minuting import Clash, write_notes
from prestizh.meetings.models import NotesVersion
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk
from tests.meetings.making import first_item, make_convened, make_open, secretary_of


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected"),
    [
        ("а\nб\nв", "А\nб\nв", "а\nб\nВ", "А\nб\nВ"),
        ("а\nб", "а\nб\nтехен", "а\nб\nнаш", "а\nб\nтехен\nнаш"),
        ("", "техен", "наш", "техен\nнаш"),
        ("а\nб", "а\nб", "а", "а"),
        ("а\nб", "а\nв", "а\nв", "а\nв"),
        ("а\nб\nв", "а\nв", "а\nб\nв\nг", "а\nв\nг"),
        ("а\nб", "а\nтехен", "а\nнаш", None),
        ("а\nб\nв", "х", "а\nн\nв", None),
    ],
)
def test_lines_are_joined_unless_both_changed_the_same(
    base: str, theirs: str, ours: str, expected: str | None
) -> None:
    assert merge(base, theirs, ours) == expected


@pytest.mark.django_db
def test_what_two_wrote_into_different_lines_stands_in_the_notes(clock: Clock) -> None:
    meeting = make_open(clock)
    item, one, other = first_item(meeting), secretary_of(meeting), make_clerk()
    write_notes(item, actor=one, notes="Докладва Петров.\nИзказвания:", version=0)
    write_notes(item, actor=one, notes="Докладва Иван Петров.\nИзказвания:", version=1)
    done = write_notes(
        item, actor=other, notes="Докладва Петров.\nИзказвания:\nНиколова: за.", version=1
    )
    assert done.merged
    assert done.item.notes == "Докладва Иван Петров.\nИзказвания:\nНиколова: за."


@pytest.mark.django_db
def test_the_same_line_changed_twice_loses_nothing(clock: Clock) -> None:
    meeting = make_open(clock)
    item, one, other = first_item(meeting), secretary_of(meeting), make_clerk()
    write_notes(item, actor=one, notes="Докладва Петров.", version=0)
    write_notes(item, actor=one, notes="Докладва Иванов.", version=1)
    with pytest.raises(Clash) as clash:
        write_notes(item, actor=other, notes="Докладва Николова.", version=1)
    assert (clash.value.saved, clash.value.version) == ("Докладва Иванов.", 2)
    joined = write_notes(
        item, actor=other, notes="Докладват Иванов и Николова.", version=clash.value.version
    )
    assert joined.item.version == 3
    assert NotesVersion.objects.count() == 3


@pytest.mark.django_db
def test_notes_are_written_in_session_by_who_keeps_the_papers(clock: Clock) -> None:
    early = make_convened()
    with pytest.raises(Refused):
        write_notes(first_item(early), actor=secretary_of(early), notes="Рано.", version=0)
    meeting = make_open(clock)
    with pytest.raises(Refused):
        write_notes(first_item(meeting), actor=make_user(), notes="Чужд.", version=0)
