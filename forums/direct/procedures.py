"""The procedures of ЗПУГДВМС as data: who begins, how many sign, by when who does what.

Numbers and articles are those of the law as consolidated on 16.06.2026 (ДВ, бр. 55 от 2026 г.).
Nothing here reads a clock or a row; `dues` applies it to one initiative.
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
from forums.direct.referenda import APPROVAL, REFERENDUM

INITIATIVE = Procedure(
    kind=Kind.INITIATIVE,
    law="чл. 46–53 ЗПУГДВМС",
    about=_(
        "Citizens propose to the council, a mayor or a regional authority how to settle a question "
        "of local importance. A meeting of at least 50 voters decides to gather signatures."
    ),
    initiators={Initiator.CITIZENS: article("47", "1")},
    committee=(3, 5),
    committee_law=article("47", "2", "2"),
    thresholds=(),
    signatures_say=_("The law sets no least number of signatures."),
    terms=(
        TermRule(
            "gather",
            _("The petition is handed in."),
            By.COMMITTEE,
            Fact.NOTED,
            article("48", "2"),
            months=2,
            met_by=Fact.TABLED,
            citizens=True,
        ),
        TermRule(
            "answer",
            _(
                "The decision and the measures are published on the municipality's site and in a "
                "regional newspaper, and the committee is told in writing."
            ),
            By.ADDRESSEE,
            Fact.TABLED,
            article("52", "2–3"),
            months=1,
            met_by=Fact.ANSWERED,
        ),
    ),
    answer_says=_("Whoever it was addressed to publishes a decision and the measures taken."),
    answer_law=article("52", "2–3"),
    founders=50,
)

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
        TermRule(
            "hold_earliest",
            _("The assembly can be held from this day on, outside working hours."),
            By.MAYOR,
            Fact.CALLED,
            article("58"),
            days=15,
            count=Count.NOT_BEFORE,
        ),
        TermRule(
            "hold_latest",
            _("The assembly is held by this day at the latest."),
            By.MAYOR,
            Fact.CALLED,
            article("58", "1"),
            months=1,
            count=Count.NOT_AFTER,
            met_by=Fact.RESULT,
        ),
        TermRule(
            "appeal_result",
            _("The assembly and its decisions can be contested before the administrative court."),
            By.ANYBODY,
            Fact.RESULT,
            article("64", "2"),
            days=7,
        ),
        TermRule(
            "order",
            _("The mayor issues an order with measures, or makes a proposal to the council."),
            By.MAYOR,
            Fact.RESULT,
            article("63", "3"),
            days=7,
            met_by=Fact.ANSWERED,
        ),
        TermRule(
            "acts",
            _("The council or the mayor issues the acts that carry the decision out."),
            By.COUNCIL,
            Fact.RESULT,
            article("54", "2–3"),
            months=1,
            met_by=Fact.ANSWERED,
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

PROCEDURES: dict[Kind, Procedure] = {
    one.kind: one for one in (INITIATIVE, ASSEMBLY, REFERENDUM, APPROVAL)
}
