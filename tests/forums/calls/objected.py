"""A published result with one application left out, and what is said when that is corrected."""

from forums.calls import correcting, deciding, objecting, selecting
from forums.calls.correcting import Decided
from forums.calls.models import Application, Call
from prestizh.accounts.models import User
from tests.fixtures_clock import Clock
from tests.forums.calls.making import again, give, make_selecting

GROUNDS = "Организацията е вписана; проверката беше по стар номер."


RIGHT = (
    ("selected", "Най-много точки."),
    ("selected", "Мотиви selected"),
    ("reserve", "Измества се от по-добре класирана."),
    ("not_selected", "Няма повече места."),
)


def make_left_out(clerk: User, clock: Clock) -> tuple[Call, list[Application]]:
    """Two places: the first application is left out, of the others two selected, one in reserve."""
    call, sent = make_selecting(clerk, clock, 4)
    out, *others = sent
    selecting.judge(out, actor=clerk, decision="inadmissible", reasons="Не е в регистъра.")
    give(call, clerk, {row: (8 - place, 4) for place, row in enumerate(others)})
    for row, decision in zip(others, ("selected", "selected", "reserve"), strict=True):
        selecting.judge(row, actor=clerk, decision=decision, reasons=f"Мотиви {decision}")
    deciding.decide(call, actor=clerk)
    return again(call), sent


def uphold(row: Application, clerk: User) -> None:
    made = objecting.make_objection(row, actor=row.applicant, text="Вписани сме.")
    objecting.answer(made, actor=clerk, outcome="upheld", reasons="Има право.")


def anew(sent: list[Application], *said: tuple[str, str]) -> dict[Application, Decided]:
    return {row: Decided(*one) for row, one in zip(sent, said, strict=True)}


def corrected(call: Call, sent: list[Application], clerk: User) -> Call:
    uphold(sent[0], clerk)
    give(call, clerk, {sent[0]: (9, 5)})
    correcting.correct(call, actor=clerk, grounds=GROUNDS, decisions=anew(sent, *RIGHT))
    return again(call)
