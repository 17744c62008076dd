"""The draft of the act that sets a body up: an order of the mayor or a decision of the council."""

from django.utils.text import capfirst
from django.utils.translation import override

from forums.bodies.models import ActKind, Body
from forums.bodies.papers.paper import Paper, counted, day, numbered, seat_lines, whose
from prestizh.places.models import Municipality

SIGNS = {
    ActKind.ORDER: "Кмет на общината: ……………………………",
    ActKind.DECISION: "Председател на Общинския съвет: ……………………………",
    ActKind.LAW: "Кмет на общината: ……………………………",
}


def constituting_act(body: Body, municipality: Municipality) -> Paper:
    """The draft, in Bulgarian; an order where the kind of the act is not said yet."""
    with override("bg"):
        kind = ActKind(body.act_kind or ActKind.ORDER)
        is_decision = kind == ActKind.DECISION
        number = body.act_number or "……"
        paper = Paper(
            f"{'РЕШЕНИЕ' if is_decision else 'ЗАПОВЕД'} № {number}",
            [
                f"{capfirst(whose(municipality))}, {day(body.act_on)} (проект)",
                _ground(body, is_decision=is_decision),
                "ОБЩИНСКИЯТ СЪВЕТ РЕШИ:" if is_decision else "НАРЕЖДАМ:",
            ],
            closing=[SIGNS[kind]],
        )
        paper.part("Създаване и състав")
        _articles(paper, body)
        return paper


def _ground(body: Body, *, is_decision: bool) -> str:
    power = "чл. 21, ал. 2 от ЗМСМА" if is_decision else "чл. 44, ал. 2 от ЗМСМА"
    basis = body.legal_basis
    if not basis or basis.startswith("ЗМСМА"):
        return f"На основание {basis or power}"
    return f"На основание {power} и {basis}"


def _articles(paper: Paper, body: Body) -> None:
    seats = list(body.seats.filter(retired_at=None))
    number = sum(seat.number for seat in seats)
    until = f" за срок до {day(body.ends_on)}" if body.ends_on else " като постоянно действащ орган"
    paper.article(f"Създава се „{body.name}“ ({body.get_kind_display()}){until}.")
    paper.article(*(line.strip() for line in body.purpose.splitlines()))
    paper.article(
        f"Съставът е от {counted(number, 'член', 'членове')}, както следва:\n"
        + numbered(seat_lines(body, seats)),
        "Двете страни са представени с равен брой членове с право на глас." if body.parity else "",
        "Членовете се определят поименно с отделен акт.",
    )
    paper.article(
        f"Председател: {body.chair_rule}."
        if body.chair_rule
        else "Председателят се избира от състава на органа.",
        f"Обслужващо звено: {body.unit}." if body.unit else "",
    )
    paper.article(
        "Дейността, кворумът и мнозинството се уреждат с правилник, който се публикува на "
        "страницата на органа."
    )
    paper.article("Този акт да се публикува на интернет страницата на общината и в портала.")
