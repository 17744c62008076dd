"""The example content of the demo: a year in the life of the portal of община Хасково.

It is put in through the acts, each in its own transaction and at its own moment, so that the
public record is a real one. All texts were written for it; all people are invented.
"""

from typing import NamedTuple

from prestizh.ledger import clock
from prestizh.local.content.advising import advice
from prestizh.local.content.calling import call_for_members
from prestizh.local.content.councils import councils
from prestizh.local.content.direct import register
from prestizh.local.content.discussions import Discussion
from prestizh.local.content.experts import Inherited
from prestizh.local.content.gatherings import two_forums
from prestizh.local.content.history import History
from prestizh.local.content.measures import improvements
from prestizh.local.content.participation import reported
from prestizh.local.content.people import PASSWORD, Cast
from prestizh.local.content.protocols import protocols
from prestizh.local.content.questionnaires import questionnaires
from prestizh.local.content.reading import table
from prestizh.local.content.results import published_results
from prestizh.local.content.room import work_in_a_room
from prestizh.local.content.sittings import sittings
from prestizh.local.content.stakeholders import the_map
from prestizh.local.content.surveys import surveys
from prestizh.places.calendar import calendar

# A role that nobody gives: what an account is for when it has none.
WITHOUT_ROLE = {"participant": "participant", "representative": "representative"}


class Account(NamedTuple):
    """Who can sign in to the demo, and what to show with it."""

    role: str
    email: str
    password: str


def accounts() -> list[Account]:
    """One account for every role."""
    people = table("people")["accounts"].items()
    given = [
        Account(person.get("role", WITHOUT_ROLE.get(key, "")), person["email"], PASSWORD)
        for key, person in people
        if "role" in person or key in WITHOUT_ROLE
    ]
    return list({account.role: account for account in reversed(given)}.values())[::-1]


def fill() -> list[Account]:
    """Put everything in, from a year ago to now; for an empty database whose clock is true.

    Stopped in the middle it leaves a past that nobody continues: the database is then made anew.
    """
    history = History(clock.today(), calendar())
    tell(history)
    history.play()
    return accounts()


def tell(history: History) -> dict[str, Discussion]:
    """The cast, the five consultations and the bodies; by name, nothing is done yet."""
    cast = Cast()
    history.happens(history.office_day(history.ago(365)), "09:00", cast.settle)
    sitting = councils(cast, history)
    sittings(sitting, history)
    for name, council in sitting.items():
        protocols(name, council, history)
    told = [*_past(cast, history), *_present(cast, history)]
    discussions = {discussion.name: discussion for discussion in told}
    open_now = discussions["green"]
    callings = call_for_members(cast, history)
    work_in_a_room(callings, history, open_now)
    two_forums(cast, history)
    register(cast, history)
    advice(sitting, discussions, history)
    improvements(cast, history)
    the_map(cast, history, discussions)
    published_results(surveys(cast, history, questionnaires(cast, history), discussions))
    reported(cast, history)
    return discussions


def _past(cast: Cast, history: History) -> tuple[Discussion, Discussion]:
    """The two consultations that were closed; nobody wrote on the first."""
    nobody_wrote = Discussion("sports", cast, history, history.office_day(history.ago(330)))
    nobody_wrote.is_prepared()
    nobody_wrote.is_published()
    nobody_wrote.is_closed()

    adopted = Inherited("markets", cast, history, history.office_day(history.ago(240)))
    adopted.is_prepared(days_before=14)
    adopted.is_announced(days_before=10)
    adopted.is_published()
    adopted.is_discussed()
    adopted.is_closed()
    return nobody_wrote, adopted


def _present(cast: Cast, history: History) -> tuple[Discussion, Discussion, Discussion]:
    """The one that is being answered, the open one, the one to come."""
    being_answered = Discussion("pets", cast, history, history.office_day(history.ago(48)))
    being_answered.is_prepared()
    being_answered.is_published()
    being_answered.is_discussed()

    open_now = Discussion("green", cast, history, history.office_day(history.ago(12)))
    open_now.is_prepared(days_before=9)
    open_now.is_announced(days_before=7)
    open_now.is_published()
    open_now.is_discussed()
    open_now.is_corrected(
        2,
        "чл.33/т.6",
        "водене на кучета",
        "воденето на кучета",
        "Пропуснат определителен член; смисълът не се променя.",
    )

    upcoming = Discussion("youth", cast, history, history.next_office_day(history.ago(-10)))
    upcoming.is_prepared(days_before=24)
    upcoming.is_announced(days_before=20)
    return being_answered, open_now, upcoming
