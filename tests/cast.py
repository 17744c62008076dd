"""The fixed cast of the tests: one person for each role, and how they come in.

The stranger of the tables is nobody: a client that has not signed in.
"""

from dataclasses import dataclass, fields

import pytest
from django.test import Client

from prestizh.accounts import organisations, roles
from prestizh.accounts.joining import join
from prestizh.accounts.models import Role, User

STRANGER = "stranger"
PASSWORD = "каквото и да е, но дълго"
# A number with right check digits that no organisation has.
EIK = "131071587"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays. Each has a confirmed address `<name>@example.bg` and the password `PASSWORD`."""

    participant: User
    representative: User
    clerk: User
    moderator: User
    secretary: User
    administrator: User
    auditor: User


NAMES = (STRANGER, *(field.name for field in fields(Cast)))

SHOWN_AS = {
    "participant": "Петя Участникова",
    "representative": "Румен Представителев",
    "clerk": "Калина Деловодителкова",
    "moderator": "Милен Модераторов",
    "secretary": "Соня Секретарева",
    "administrator": "Ана Администраторова",
    "auditor": "Одит Одиторов",
}


def make_person(name: str, *given: Role) -> User:
    """A person of the cast with the roles `given` on the server."""
    person = join(f"{name}@example.bg", SHOWN_AS.get(name, name), password=PASSWORD)
    for role in given:
        roles.appoint_on_server(person, role)
    return person


def make_cast() -> Cast:
    """Everybody; the representative speaks for an organisation that nobody has verified yet."""
    cast = Cast(
        participant=make_person("participant"),
        representative=make_person("representative"),
        clerk=make_person("clerk", Role.CLERK),
        moderator=make_person("moderator", Role.MODERATOR),
        secretary=make_person("secretary", Role.SECRETARY),
        administrator=make_person("administrator", Role.ADMINISTRATOR),
        auditor=make_person("auditor", Role.AUDITOR),
    )
    organisations.claim(
        actor=cast.representative,
        eik=EIK,
        name="Сдружение „Зелен Хасково“",
        capacity="председател",
    )
    return cast


def come_in(client: Client, person: User | None) -> Client:
    """The client, signed in as `person`; None leaves it a stranger's."""
    if person is not None:
        client.force_login(person)
    return client


def client_of(cast: Cast, name: str) -> Client:
    """A new client for one of `NAMES`."""
    return come_in(Client(), getattr(cast, name, None))


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def participant(cast: Cast) -> User:
    return cast.participant


@pytest.fixture
def representative(cast: Cast) -> User:
    return cast.representative


@pytest.fixture
def clerk(cast: Cast) -> User:
    return cast.clerk


@pytest.fixture
def administrator(cast: Cast) -> User:
    return cast.administrator
