"""Bodies that an order of the mayor or a decision of the council shapes freely (ЗМСМА, чл. 44)."""

from typing import Any, Final

from forums.bodies.models import ActKind, SeatCategory
from forums.bodies.patterns.shape import Composition, Pattern, SeatPlan
from forums.bodies.stages import BodyKind

MAYOR = "ЗМСМА, чл. 44, ал. 2"
# For as long as the task takes: no prescribed meetings, no yearly report.
FOR_A_TASK: Final[dict[str, Any]] = {
    "meetings_per_year": 0,
    "notice_days": 3,
    "report_due_month": None,
    "reports_to": "кмета на общината",
}

PATTERNS: Final[tuple[Pattern, ...]] = (
    Pattern(
        key="public_council",
        name="Обществен съвет",
        name_en="Public Council",
        kind=BodyKind.PUBLIC_COUNCIL,
        legal_basis=MAYOR,
        act_kind=ActKind.ORDER,
        purpose="Обсъжда политиките на общината в своята област и дава становища.",
        purpose_en="Discusses the municipality's policies in its field and gives opinions.",
        seats=(
            SeatPlan(SeatCategory.NGO, 12, "управителните органи на организациите", "the boards"),
            SeatPlan(SeatCategory.CITIZENS, 5, "самите кандидати", "the candidates themselves"),
            SeatPlan(SeatCategory.ADMINISTRATION, 4, "кметът на общината", "the mayor"),
        ),
        facts={
            "mandate_months": 36,
            "within_council_mandate": True,
            "absence_ends_seat": True,
        },
    ),
    Pattern(
        key="working_group",
        name="Работна група",
        name_en="Working Group",
        kind=BodyKind.WORKING_GROUP,
        legal_basis=MAYOR,
        act_kind=ActKind.ORDER,
        purpose="Изготвя проект или доклад по възложена задача.",
        purpose_en="Prepares a draft or a report on a given task.",
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 3, "кметът на общината", "the mayor"),
            SeatPlan(SeatCategory.NGO, 3, "организациите", "organisations"),
            SeatPlan(SeatCategory.EXPERTS, 1, "кметът на общината", "the mayor"),
        ),
        facts={**FOR_A_TASK, "meetings_are_open": False},
    ),
    Pattern(
        key="expert_group",
        name="Временна експертна група",
        name_en="Temporary Expert Group",
        kind=BodyKind.EXPERT_GROUP,
        legal_basis=MAYOR,
        act_kind=ActKind.ORDER,
        purpose="Дава експертно становище по един въпрос.",
        purpose_en="Gives an expert opinion on one question.",
        composition=Composition(needs=frozenset({SeatCategory.EXPERTS})),
        seats=(SeatPlan(SeatCategory.EXPERTS, 5, "кметът на общината", "the mayor"),),
        facts={**FOR_A_TASK, "meetings_are_open": False},
    ),
    Pattern(
        key="citizen_forum",
        name="Граждански форум",
        name_en="Citizen Forum",
        kind=BodyKind.CITIZEN_FORUM,
        legal_basis=MAYOR,
        act_kind=ActKind.ORDER,
        purpose="Гражданите обсъждат по маси развитието на общината и приемат препоръки.",
        purpose_en="Citizens discuss the future of the municipality at tables and recommend.",
        seats=(
            SeatPlan(SeatCategory.CITIZENS, 60, "самите участници", "the participants themselves"),
        ),
        facts={
            **FOR_A_TASK,
            "meetings_per_year": 6,
            "notice_days": 7,
            "quorum": ">= 1/2 of members",
            "reports_to": "кмета на общината и общинския съвет",
        },
    ),
    Pattern(
        key="deliberative_forum",
        name="Делиберативен форум",
        name_en="Deliberative Forum",
        kind=BodyKind.DELIBERATIVE_FORUM,
        legal_basis=MAYOR,
        act_kind=ActKind.ORDER,
        purpose="Случайно избрани граждани се запознават с един въпрос и приемат препоръки.",
        purpose_en="Citizens chosen by lot study one question and adopt recommendations.",
        seats=(SeatPlan(SeatCategory.CITIZENS, 40, "жребий сред записалите се", "by lot"),),
        facts={
            **FOR_A_TASK,
            "meetings_per_year": 1,
            "notice_days": 14,
            "quorum": ">= 1/2 of members",
            "reports_to": "кмета на общината и общинския съвет",
        },
    ),
)
