"""Plain functions that make forums and those who register, through the acts."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from forums.bodies.models import Body
from forums.gatherings import drawing, framing, registering, sessions, voting
from forums.gatherings.models import Draw, Forum, Motion, Registration, Session, Table
from forums.gatherings.registering import Answers
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_clerk

WORDS = "3, 11, 19, 27, 40, 48"
POPULATION = "\n".join(
    f"{area}; {age}; {sex}; {people}"
    for area, age, sex, people in [
        ("Хасково", "16–44", "жена", 12_300),
        ("Хасково", "16–44", "мъж", 12_800),
        ("Хасково", "45+", "жена", 19_600),
        ("Хасково", "45+", "мъж", 15_900),
        ("селата", "16–44", "жена", 2_700),
        ("селата", "16–44", "мъж", 3_100),
        ("селата", "45+", "жена", 5_800),
        ("селата", "45+", "мъж", 5_200),
    ]
)


def _frame(**facts: Any) -> dict[str, Any]:
    today = sofia_day(clock.now())
    complete: dict[str, Any] = {
        "aim": "Какво да правим с празните училищни сгради в селата?",
        "organiser": "Община Хасково",
        "moderator": "Нели Стоева, Център за местен диалог",
        "held_on": today + timedelta(days=30),
        "held_at": "10:00, зала „Спартак“",
        "registration_ends_on": today + timedelta(days=10),
        "places": 6,
        "areas": "Хасково\nселата",
    }
    return complete | facts


def make_table_forum(
    clerk: User | None = None, *, secretary: User | None = None, tables: int = 5, **facts: Any
) -> Forum:
    """A citizen forum being prepared: three obligatory tables and those of interests."""
    clerk = clerk or make_clerk()
    body = make_body(clerk, secretary=secretary, kind="citizen_forum", name="Граждански форум")
    frame = _frame(**{"places": 4 * (tables + 2), **facts})
    forum = framing.prepare(body, actor=clerk, **frame)
    for kind, name in (("council", "Общински съвет"), ("free", "Свободна маса")):
        framing.add_table(forum, actor=clerk, kind=kind, interest=name, places=4)
    framing.add_table(forum, actor=clerk, kind="operative", interest="Оперативна група", places=4)
    for number in range(tables):
        name = f"Интерес {number + 1}"
        framing.add_table(forum, actor=clerk, kind="interest", interest=name, places=4)
    return forum


def make_open_tables(clerk: User | None = None, **facts: Any) -> Forum:
    """The same, with the registration open."""
    clerk = clerk or make_clerk()
    return framing.open_registration(make_table_forum(clerk, **facts), actor=clerk)


def make_draw_forum(
    clerk: User | None = None, *, secretary: User | None = None, **facts: Any
) -> Forum:
    """A deliberative forum with its registration open."""
    clerk = clerk or make_clerk()
    prepared = make_draw_in_preparation(clerk, secretary=secretary, **facts)
    return framing.open_registration(prepared, actor=clerk)


def make_draw_in_preparation(clerk: User, *, secretary: User | None = None, **facts: Any) -> Forum:
    """The same, before it is opened."""
    body: Body = make_body(
        clerk, secretary=secretary, kind="deliberative", name="Еднодневен форум за училищата"
    )
    source = "шестте числа от тираж 92 на Тото 2, 6 от 49"
    frame = _frame(seed_source=source, table_count=2, **facts)
    forum = framing.prepare(body, actor=clerk, **frame)
    framing.set_population(forum, actor=clerk, text=POPULATION)
    return forum


def make_registration(forum: Forum, number: int = 1, **answers: Any) -> Registration:
    """A guest who registered and confirmed the address."""
    given: dict[str, Any] = {
        "name": f"Гостенка {number}",
        "email": f"guest{number}@example.org",
        "area": "Хасково",
        "age": forum.age_names[0],
        "sex": "жена",
    }
    if not forum.is_drawn_by_lot and "table" not in answers:
        answers["table"] = table_of(forum)
    registered = registering.register(forum, actor=None, answers=Answers(**{**given, **answers}))
    return registering.confirm(registered)


def table_of(forum: Forum) -> Table:
    """The first table of an interest."""
    found = forum.tables.filter(kind="interest").first()
    assert found is not None
    return found


def fill(forum: Forum) -> list[Registration]:
    """Twenty-four people of all cells, six of each but for the villages, which have few young."""
    people = []
    for number in range(24):
        area = "селата" if number % 4 == 3 else "Хасково"
        age = forum.age_names[0] if number % 3 else forum.age_names[1]
        sex = "жена" if number % 2 else "мъж"
        people.append(make_registration(forum, number, area=area, age=age, sex=sex))
    return people


def close(forum: Forum, actor: User, hand: Clock) -> Draw:
    """Close the list on the day after the last one."""
    hand.step(timedelta(days=11))
    return drawing.close_list(forum, actor=actor)


def draw(forum: Forum, actor: User, hand: Clock) -> Draw:
    """Close the list, and enter the seed two days later."""
    closed = close(forum, actor, hand)
    known_at = closed.closed_at + timedelta(days=1)
    hand.step(timedelta(days=2))
    return drawing.enter_seed(forum, actor=actor, words=WORDS, known_at=known_at)


def make_working(clerk: User | None = None, *, tables: int = 5, **facts: Any) -> Forum:
    """A citizen forum at work, at whose tables nobody registered: eight tables with three and five."""
    clerk = clerk or make_clerk()
    return drawing.begin(make_open_tables(clerk, tables=tables, **facts), actor=clerk)


def make_session(forum: Forum, clerk: User, absent: tuple[int, ...] = ()) -> Session:
    """A session of today at which every table was there but the `absent`."""
    last = forum.sessions.last()
    day = last.on + timedelta(days=1) if last else sofia_day(clock.now())
    session = sessions.plan(forum, actor=clerk, on=day, place="18:00", agenda="Теми")
    present = {t: 3 for t in forum.tables.all() if t.number not in absent}
    return sessions.hold(session, actor=clerk, present=present)


def make_motion(session: Session, clerk: User, **said: Any) -> Motion:
    """A recommendation of the first table of an interest to the mayor."""
    values: dict[str, Any] = {
        "kind": "recommendation",
        "table": table_of(session.forum),
        "title": "Осветление по пешеходните пътеки",
        "text": "Да се осветят пешеходните пътеки пред училищата.",
        "addressee": "mayor",
    }
    return voting.propose(session, actor=clerk, **{**values, **said})


def make_idea(session: Session, clerk: User, title: str, budget: int, own: int = 0) -> Motion:
    """A project idea."""
    said = {"kind": "project", "addressee": "", "budget": Decimal(budget), "own_share": own}
    return make_motion(session, clerk, title=title, **said)


def votes(session: Session, against: int = 0, abstains: int = 0) -> dict[Table, str]:
    """A vote of every table that may; so many against, so many abstain, the rest for."""
    there = session.attendance.filter(present__gt=0).select_related("table")
    tables = [one.table for one in there if one.table.has_vote]
    words = ["against"] * against + ["abstains"] * abstains
    words += ["for"] * (len(tables) - len(words))
    return dict(zip(tables, words, strict=True))
