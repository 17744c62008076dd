"""Bodies of the municipal council, of its libraries, of schools and of settlements."""

from typing import Final

from forums.bodies.models import ActKind, SeatCategory
from forums.bodies.patterns.shape import Composition, Pattern, SeatPlan
from forums.bodies.stages import BodyKind

COUNCIL = ("общинският съвет", "the municipal council")
COUNCILLORS = frozenset({SeatCategory.COUNCILLORS})

PATTERNS: Final[tuple[Pattern, ...]] = (
    Pattern(
        key="council_commission",
        name="Постоянна комисия на общинския съвет",
        name_en="Standing Commission of the Municipal Council",
        kind=BodyKind.COMMISSION,
        legal_basis="ЗМСМА, чл. 48–50",
        act_kind=ActKind.DECISION,
        purpose="Проучва потребностите в своята област и подпомага решенията на общинския съвет.",
        purpose_en="Studies the needs in its field and helps the council to decide.",
        when="Само от общински съветници; експерти могат да бъдат привличани без глас.",
        when_en="Councillors only; experts may be drawn in without a vote.",
        composition=Composition(needs=COUNCILLORS, only=COUNCILLORS | {SeatCategory.EXPERTS}),
        seats=(SeatPlan(SeatCategory.COUNCILLORS, 7, *COUNCIL),),
        facts={
            "within_council_mandate": True,
            "meetings_per_year": 12,
            "notice_days": 3,
            "reports_to": "общинския съвет",
        },
    ),
    Pattern(
        key="council_temporary",
        name="Временна комисия на общинския съвет",
        name_en="Temporary Commission of the Municipal Council",
        kind=BodyKind.COMMISSION,
        legal_basis="ЗМСМА, чл. 48–50",
        act_kind=ActKind.DECISION,
        purpose="Проучва един въпрос или извършва анкета по възлагане от общинския съвет.",
        purpose_en="Studies one matter or makes an inquiry for the council.",
        when="Само от общински съветници; за определено време.",
        when_en="Councillors only; for a limited time.",
        composition=Composition(needs=COUNCILLORS, only=COUNCILLORS | {SeatCategory.EXPERTS}),
        seats=(SeatPlan(SeatCategory.COUNCILLORS, 5, *COUNCIL),),
        facts={
            "within_council_mandate": True,
            "meetings_per_year": 0,
            "notice_days": 3,
            "reports_to": "общинския съвет",
        },
    ),
    Pattern(
        key="ethics",
        name="Етична комисия",
        name_en="Ethics Commission",
        kind=BodyKind.COMMISSION,
        legal_basis="ЗМСМА, чл. 48, ал. 2",
        act_kind=ActKind.DECISION,
        purpose="Следи за спазването на етичните правила от общинските съветници.",
        purpose_en="Watches that the councillors keep the rules of ethics.",
        when="Само от общински съветници.",
        when_en="Councillors only.",
        composition=Composition(needs=COUNCILLORS, only=COUNCILLORS),
        seats=(SeatPlan(SeatCategory.COUNCILLORS, 5, *COUNCIL),),
        facts={
            "within_council_mandate": True,
            "meetings_per_year": 2,
            "meetings_are_open": False,
            "reports_to": "общинския съвет",
        },
    ),
    Pattern(
        key="libraries",
        name="Комисия по библиотеките",
        name_en="Commission on Libraries",
        kind=BodyKind.COMMISSION,
        legal_basis="Закон за обществените библиотеки, чл. 49",
        act_kind=ActKind.DECISION,
        purpose="Подпомага развитието на обществените библиотеки в общината.",
        purpose_en="Helps the public libraries of the municipality to develop.",
        when="Създава се от общинския съвет.",
        when_en="Set up by the municipal council.",
        seats=(
            SeatPlan(SeatCategory.COUNCILLORS, 2, *COUNCIL),
            SeatPlan(SeatCategory.INSTITUTION, 2, "библиотеките и читалищата", "libraries"),
            SeatPlan(SeatCategory.CITIZENS, 1, "читателите", "the readers"),
        ),
        facts={"meetings_per_year": 2},
    ),
    Pattern(
        key="school",
        name="Обществен съвет към училище или детска градина",
        name_en="Public Council of a School or Kindergarten",
        kind=BodyKind.PUBLIC_COUNCIL,
        legal_basis="Закон за предучилищното и училищното образование, чл. 265 и 266",
        act_kind=ActKind.LAW,
        purpose="Подпомага развитието на училището и упражнява обществен контрол.",
        purpose_en="Helps the school to develop, and watches over it.",
        when="Нечетен брой членове: един представител на общината и поне трима родители.",
        when_en="An odd number of members: one for the municipality, at least three parents.",
        composition=Composition(
            least=5,
            is_odd=True,
            needs=frozenset({SeatCategory.ADMINISTRATION, SeatCategory.CITIZENS}),
        ),
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 1, "кметът на общината", "the mayor"),
            SeatPlan(SeatCategory.CITIZENS, 4, "събранието на родителите", "the parents"),
        ),
        facts={"mandate_months": 36, "reports_to": "родителите"},
    ),
    Pattern(
        key="settlement",
        name="Обществен съвет на населеното място",
        name_en="Public Council of a Settlement",
        kind=BodyKind.PUBLIC_COUNCIL,
        legal_basis="ЗМСМА, чл. 21, ал. 2",
        act_kind=ActKind.DECISION,
        purpose="Обсъжда нуждите на населеното място и предлага решения на кмета и на съвета.",
        purpose_en="Discusses the needs of the settlement and proposes what to do.",
        when="Нечетен брой: организация, поне трима жители, избрани от събрание, и общината.",
        when_en="An odd number: an organisation, at least three residents, and the municipality.",
        composition=Composition(least=5, is_odd=True, needs=frozenset({SeatCategory.CITIZENS})),
        seats=(
            SeatPlan(SeatCategory.NGO, 1, "управителният орган на организацията", "its board"),
            SeatPlan(SeatCategory.CITIZENS, 3, "събранието на жителите", "the residents"),
            SeatPlan(SeatCategory.ADMINISTRATION, 1, "кметът на общината", "the mayor"),
        ),
        facts={"within_council_mandate": True},
    ),
)
