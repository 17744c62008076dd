"""The general assembly of the population of ЗПУГДВМС as data.

Numbers and articles are those of the law as consolidated on 16.06.2026 (ДВ, бр. 55 от 2026 г.).
"""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import Initiator, Kind
from forums.direct.provisions import (
    By,
    Count,
    Effect,
    Fact,
    Procedure,
    TermRule,
    Threshold,
    article,
)
from forums.direct.recurring_terms import answered, contested, held_by, held_from

ASSEMBLY = Procedure(
    kind=Kind.ASSEMBLY,
    law="чл. 54–64 ЗПУГДВМС",
    about=_(
        "The voters of a place of up to 10,000 inhabitants meet and decide a question that is the "
        "council's or the mayor's to decide."
    ),
    initiators={
        Initiator.MAYOR: article("57", "1", "1"),
        Initiator.COUNCIL: article("57", "1", "2"),
        Initiator.CITIZENS: article("57", "1", "3"),
    },
    committee=(3, 9),
    committee_law=article("57", "2"),
    thresholds=(Threshold(Fraction(1, 50), Effect.CALLED, article("57", "1", "3"), least=20),),
    signatures_say=_("With a fiftieth of the voters, 20 at least, the mayor must convene it."),
    terms=(
        TermRule(
            "notice",
            _("The assembly is announced by this day, with day, hour, place and questions."),
            By.MAYOR,
            Fact.HELD,
            article("57", "7"),
            days=15,
            count=Count.BACKWARD,
            met_by=Fact.CALLED,
        ),
        held_from(
            "hold_earliest",
            _("The assembly can be held from this day on, outside working hours."),
            By.MAYOR,
            Fact.CALLED,
            article("58"),
            days=15,
        ),
        held_by(
            "hold_latest",
            _("The assembly is held by this day at the latest."),
            By.MAYOR,
            Fact.CALLED,
            article("58", "1"),
            months=1,
        ),
        contested(
            "appeal_result",
            _("The assembly and its decisions can be contested before the administrative court."),
            Fact.RESULT,
            article("64", "2"),
        ),
        answered(
            "order",
            _("The mayor issues an order with measures, or makes a proposal to the council."),
            By.MAYOR,
            Fact.RESULT,
            article("63", "3"),
            days=7,
        ),
        answered(
            "acts",
            _("The council or the mayor issues the acts that carry the decision out."),
            By.COUNCIL,
            Fact.RESULT,
            article("54", "2–3"),
            months=1,
        ),
    ),
    answer_says=_("The mayor orders the measures or goes to the council with a proposal."),
    answer_law=article("63", "3"),
    most_inhabitants=10_000,
    valid_says=_(
        "There is a quorum with a quarter of the voters, in places of up to 150 inhabitants a "
        "third; an hour later a tenth is enough. Decided is what more than half of those present "
        "voted for."
    ),
    valid_law="чл. 60 и чл. 61, ал. 4 ЗПУГДВМС",
)
