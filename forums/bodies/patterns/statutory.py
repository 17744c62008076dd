"""Councils and commissions that special statutes ask of a municipality."""

from typing import Final

from forums.bodies.models import ActKind, SeatCategory
from forums.bodies.patterns.shape import HALF_AND_ONE, Composition, Pattern, SeatPlan
from forums.bodies.stages import BodyKind

PATTERNS: Final[tuple[Pattern, ...]] = (
    Pattern(
        key="social_services",
        name="Съвет по въпросите на социалните услуги",
        name_en="Council on Social Services",
        kind=BodyKind.CONSULTATIVE_COUNCIL,
        legal_basis="Закон за социалните услуги, чл. 27",
        act_kind=ActKind.DECISION,
        purpose=(
            "Обсъжда социалните услуги в общината и предлага как да се подобрят качеството и "
            "ефективността им."
        ),
        purpose_en=(
            "Discusses the social services of the municipality and proposes how to improve their "
            "quality and effectiveness."
        ),
        when="Във всяка община; съставът се определя от общинския съвет по предложение на кмета.",
        when_en="In every municipality; the council decides on its members, the mayor proposes.",
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 2, "кметът на общината", "the mayor"),
            SeatPlan(
                SeatCategory.INSTITUTION,
                3,
                "дирекция „Социално подпомагане“, органите на здравеопазването и образованието",
                "the offices for social assistance, health and education",
            ),
            SeatPlan(
                SeatCategory.NGO,
                3,
                "доставчиците на социални услуги и организациите",
                "providers of social services and organisations",
            ),
            SeatPlan(
                SeatCategory.CITIZENS, 2, "потребителите на социални услуги", "users of services"
            ),
        ),
    ),
    Pattern(
        key="social_assistance",
        name="Обществен съвет по социално подпомагане",
        name_en="Public Council on Social Assistance",
        kind=BodyKind.PUBLIC_COUNCIL,
        legal_basis="Закон за социално подпомагане, чл. 35, ал. 1",
        act_kind=ActKind.DECISION,
        purpose=(
            "Съдейства за социалното подпомагане в общината и упражнява обществен контрол върху "
            "него."
        ),
        purpose_en="Helps with social assistance in the municipality and watches over it.",
        when="Създава се с решение на общинския съвет.",
        when_en="Set up by a decision of the municipal council.",
        seats=(
            SeatPlan(SeatCategory.INSTITUTION, 3, "институциите в общината", "the institutions"),
            SeatPlan(SeatCategory.NGO, 3, "юридическите лица с нестопанска цел", "organisations"),
            SeatPlan(SeatCategory.CITIZENS, 3, "гражданите", "citizens"),
        ),
    ),
    Pattern(
        key="tourism",
        name="Консултативен съвет по въпросите на туризма",
        name_en="Consultative Council on Tourism",
        kind=BodyKind.CONSULTATIVE_COUNCIL,
        legal_basis="Закон за туризма, чл. 13",
        act_kind=ActKind.ORDER,
        purpose=(
            "Дава мнения и предложения за развитието на туризма в общината и за разходването на "
            "туристическия данък."
        ),
        purpose_en="Advises on tourism in the municipality and on the use of the tourist tax.",
        when="В общини, на чиято територия има места за настаняване.",
        when_en="In municipalities with accommodation for tourists.",
        composition=Composition(
            needs=frozenset({SeatCategory.ADMINISTRATION, SeatCategory.BUSINESS})
        ),
        seats=(
            SeatPlan(
                SeatCategory.ADMINISTRATION,
                7,
                "кметът на общината и музеите",
                "the mayor and the museums",
                side="община",
            ),
            SeatPlan(
                SeatCategory.BUSINESS,
                7,
                "туристическите сдружения",
                "associations of tourism",
                side="сдружения",
                substitutes=True,
            ),
        ),
        facts={
            "parity": True,
            "proxies": True,
            "quorum": HALF_AND_ONE,
            "chair_rule": "Кметът на общината",
            "reports_to": "общинския съвет",
        },
    ),
    Pattern(
        key="youth",
        name="Консултативен съвет по въпросите на младежта",
        name_en="Consultative Council on Youth",
        kind=BodyKind.CONSULTATIVE_COUNCIL,
        legal_basis="Закон за младежта, чл. 15, ал. 6 и чл. 16, ал. 1",
        act_kind=ActKind.DECISION,
        purpose=(
            "Съгласува общинския годишен план за младежта и обсъжда това, което засяга младите "
            "хора в общината."
        ),
        purpose_en="Agrees the yearly plan for youth and discusses what concerns young people.",
        when="Задължителен в общини с население над 45 000 души.",
        when_en="A duty of municipalities with more than 45,000 inhabitants.",
        seats=(
            SeatPlan(SeatCategory.COUNCILLORS, 2, "общинският съвет", "the municipal council"),
            SeatPlan(SeatCategory.ADMINISTRATION, 1, "кметът на общината", "the mayor"),
            SeatPlan(
                SeatCategory.YOUTH,
                4,
                "ученическите съвети и студентските организации",
                "pupils' councils and students' organisations",
                substitutes=True,
            ),
            SeatPlan(
                SeatCategory.NGO, 2, "младежките организации", "organisations of young people"
            ),
        ),
        facts={"mandate_months": 24},
    ),
    Pattern(
        key="heritage",
        name="Обществен съвет за закрила на културното наследство",
        name_en="Public Council for the Cultural Heritage",
        kind=BodyKind.PUBLIC_COUNCIL,
        legal_basis="Закон за културното наследство, чл. 17, ал. 1, т. 2",
        act_kind=ActKind.ORDER,
        purpose="Съвещателен орган към кмета за закрилата на културното наследство в общината.",
        purpose_en="Advises the mayor on the protection of the cultural heritage.",
        when="Създава се от кмета на общината.",
        when_en="Set up by the mayor.",
        seats=(
            SeatPlan(SeatCategory.INSTITUTION, 3, "музеите и читалищата", "museums, chitalishta"),
            SeatPlan(SeatCategory.EXPERTS, 2, "кметът на общината", "the mayor"),
            SeatPlan(SeatCategory.NGO, 2, "организациите", "organisations"),
        ),
    ),
    Pattern(
        key="road_safety",
        name="Общинска комисия по безопасност на движението",
        name_en="Municipal Commission on Road Safety",
        kind=BodyKind.COMMISSION,
        legal_basis="Закон за движението по пътищата, чл. 167в, ал. 2",
        act_kind=ActKind.ORDER,
        purpose="Координира дейностите по безопасност на движението по пътищата в общината.",
        purpose_en="Coordinates what is done for road safety in the municipality.",
        when="В общини с население над 30 000 души, към кмета.",
        when_en="In municipalities with more than 30,000 inhabitants, at the mayor.",
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 4, "кметът на общината", "the mayor"),
            SeatPlan(SeatCategory.INSTITUTION, 3, "органите на МВР и училищата", "police, schools"),
            SeatPlan(SeatCategory.NGO, 2, "организациите", "organisations"),
        ),
    ),
    Pattern(
        key="spatial",
        name="Общински експертен съвет по устройство на територията",
        name_en="Municipal Expert Council on Spatial Planning",
        kind=BodyKind.EXPERT_COUNCIL,
        legal_basis="Закон за устройство на територията, чл. 5, ал. 4 и 6",
        act_kind=ActKind.ORDER,
        purpose="Разглежда устройствените планове и инвестиционните проекти в общината.",
        purpose_en="Examines the spatial plans and the investment projects of the municipality.",
        when="Назначава се от кмета; камарите и Съюзът на архитектите се канят задължително.",
        when_en="Named by the mayor; the chambers and the Union of Architects must be invited.",
        composition=Composition(needs=frozenset({SeatCategory.EXPERTS})),
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 4, "кметът на общината", "the mayor"),
            SeatPlan(
                SeatCategory.EXPERTS,
                1,
                "Камарата на инженерите в инвестиционното проектиране",
                "the Chamber of Engineers",
            ),
            SeatPlan(
                SeatCategory.EXPERTS,
                1,
                "Камарата на архитектите в България",
                "the Chamber of Architects",
            ),
            SeatPlan(
                SeatCategory.EXPERTS,
                1,
                "Съюзът на архитектите в България",
                "the Union of Architects",
            ),
        ),
        facts={
            "chair_rule": "Главният архитект на общината",
            "meetings_per_year": 12,
            "meetings_are_open": False,
        },
    ),
    Pattern(
        key="child",
        name="Комисия за детето",
        name_en="Commission for the Child",
        kind=BodyKind.COMMISSION,
        legal_basis="Закон за закрила на детето, чл. 20а",
        act_kind=ActKind.ORDER,
        purpose="Съвещателен орган към кмета за закрилата на детето; изготвя общинската програма.",
        purpose_en="Advises the mayor on the protection of children and prepares the programme.",
        when="Създава се от кмета и включва юридически лица с нестопанска цел.",
        when_en="Set up by the mayor; includes civil organisations.",
        composition=Composition(needs=frozenset({SeatCategory.NGO})),
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 2, "кметът на общината", "the mayor"),
            SeatPlan(
                SeatCategory.INSTITUTION,
                3,
                "дирекция „Социално подпомагане“, органите на МВР, образованието и здравеопазването",
                "social assistance, police, education and health",
            ),
            SeatPlan(SeatCategory.NGO, 2, "организациите", "organisations"),
        ),
        facts={"meetings_are_open": False},
    ),
    Pattern(
        key="juveniles",
        name="Местна комисия за борба с противообществените прояви на малолетните и непълнолетните",
        name_en="Local Commission on Juvenile Delinquency",
        kind=BodyKind.COMMISSION,
        legal_basis=(
            "Закон за борба срещу противообществените прояви на малолетните и непълнолетните, чл. 6"
        ),
        act_kind=ActKind.ORDER,
        purpose="Организира предотвратяването на противообществени прояви на деца.",
        purpose_en="Works to prevent delinquency among children.",
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 2, "кметът на общината", "the mayor"),
            SeatPlan(
                SeatCategory.INSTITUTION, 4, "МВР, образованието, здравеопазването", "offices"
            ),
            SeatPlan(SeatCategory.CITIZENS, 3, "обществеността", "the public"),
        ),
        facts={"meetings_per_year": 12, "meetings_are_open": False},
    ),
    Pattern(
        key="trafficking",
        name="Местна комисия за борба с трафика на хора",
        name_en="Local Commission against Human Trafficking",
        kind=BodyKind.COMMISSION,
        legal_basis="Закон за борба с трафика на хора, чл. 5",
        act_kind=ActKind.DECISION,
        purpose="Прилага мерките срещу трафика на хора в общината.",
        purpose_en="Carries out the measures against human trafficking.",
        when="От 3 до 7 членове; председател е заместник-кмет.",
        when_en="From 3 to 7 members; a deputy mayor chairs it.",
        composition=Composition(least=3, most=7),
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 2, "кметът на общината", "the mayor"),
            SeatPlan(SeatCategory.INSTITUTION, 3, "институциите", "the institutions"),
            SeatPlan(SeatCategory.NGO, 2, "организациите", "organisations"),
        ),
        facts={"chair_rule": "Заместник-кмет на общината", "meetings_are_open": False},
    ),
    Pattern(
        key="disasters",
        name="Общински съвет за намаляване на риска от бедствия",
        name_en="Municipal Council for Disaster Risk Reduction",
        kind=BodyKind.CONSULTATIVE_COUNCIL,
        legal_basis="Закон за защита при бедствия, чл. 65а",
        act_kind=ActKind.ORDER,
        purpose="Координира намаляването на риска от бедствия в общината.",
        purpose_en="Coordinates the reduction of risk from disasters.",
        seats=(
            SeatPlan(SeatCategory.ADMINISTRATION, 4, "кметът на общината", "the mayor"),
            SeatPlan(SeatCategory.INSTITUTION, 4, "МВР и институциите", "police and offices"),
            SeatPlan(SeatCategory.NGO, 1, "доброволните формирования", "volunteers"),
        ),
        facts={"chair_rule": "Кметът на общината", "meetings_per_year": 2},
    ),
)
