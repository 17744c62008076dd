"""The referenda of ЗПУГДВМС as data: what both share, then each.

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
from forums.direct.recurring_terms import answered, contested, gathered, held_by, held_from, told

_CAMPAIGN = held_from(
    "campaign",
    _("The information campaign begins; it ends 24 hours before the vote."),
    By.MAYOR,
    Fact.HELD,
    article("34", "1"),
    days=30,
)
_APPEAL_OF_RESULT = contested(
    "appeal_result",
    _("The result can be contested before the administrative court."),
    Fact.RESULT,
    article("42", "1"),
)
_ANNOUNCE = answered(
    "announce",
    _("The decision taken by the vote is announced on the site and in the regional media."),
    By.CHAIR,
    Fact.APPEAL_OVER,
    article("43", "1"),
    days=3,
)
_MEND = TermRule(
    "mend",
    _("The committee mends the defects of the petition."),
    By.COMMITTEE,
    Fact.DEFECTS,
    article("29", "3"),
    months=1,
    met_by=Fact.MENDED,
    citizens=True,
)

REFERENDUM = Procedure(
    kind=Kind.REFERENDUM,
    law="чл. 26–43 ЗПУГДВМС",
    about=_(
        "Voters decide a question of local importance with “yes” or “no”. Not allowed are the "
        "municipal budget, the size of local taxes and fees, and the council's own rules."
    ),
    initiators={
        Initiator.COUNCILLORS: article("27", "1", "1"),
        Initiator.MAYOR: article("27", "1", "2"),
        Initiator.CITIZENS: article("27", "1", "3"),
    },
    committee=(3, 7),
    committee_law=article("28", "1"),
    thresholds=(
        Threshold(Fraction(1, 20), Effect.CONSIDERED, article("27", "1", "3")),
        Threshold(Fraction(1, 10), Effect.CALLED, article("27", "2")),
    ),
    signatures_say=_(
        "With a twentieth of the voters the council considers the proposal and may refuse it with "
        "reasons; with a tenth it must call the referendum."
    ),
    terms=(
        gathered(
            _("The petition is tabled in the council."), Fact.NOTED, article("28", "8"), months=3
        ),
        told(
            _("The chair tells the councillors and names the leading commission."),
            article("30", "1"),
        ),
        TermRule(
            "session",
            _("The council sits on the proposal."),
            By.COUNCIL,
            Fact.TABLED,
            article("30", "1"),
            months=1,
            met_by=Fact.DECIDED,
        ),
        _MEND,
        TermRule(
            "opinions",
            _("The commissions and the mayor hand in their opinions before the session."),
            By.MAYOR,
            Fact.SESSION,
            article("30", "2"),
            days=3,
            count=Count.BACKWARD,
            met_by=Fact.DECIDED,
        ),
        contested(
            "appeal_decision",
            _("The council's decision can be appealed before the administrative court."),
            Fact.DECIDED,
            article("32", "1"),
        ),
        held_from(
            "vote_earliest",
            _("The vote can be held from this day on, on a day off."),
            By.COUNCIL,
            Fact.CALLED,
            article("30", "4"),
            days=45,
        ),
        held_by(
            "vote_latest",
            _("The vote is held by this day at the latest."),
            By.COUNCIL,
            Fact.CALLED,
            article("30", "4"),
            days=60,
        ),
        _CAMPAIGN,
        _APPEAL_OF_RESULT,
        _ANNOUNCE,
    ),
    answer_says=_("What was decided by the vote holds by itself; the mayor carries it out."),
    answer_law=article("43"),
    valid_says=_(
        "Adopted if at least 40 per cent of the voters took part and more than half of those who "
        "took part said “yes”. Together with general local elections: if more than half of the "
        "valid votes cast for councillors are “yes”."
    ),
    valid_law=article("41", "2–3"),
)

APPROVAL = Procedure(
    kind=Kind.APPROVAL,
    law=article("27", "3"),
    about=_(
        "Within a month of a decision of the council a tenth of the voters may ask that the "
        "voters approve it; the mayor sets the day."
    ),
    initiators={Initiator.CITIZENS: article("27", "3")},
    committee=(3, 7),
    committee_law=article("28", "1"),
    thresholds=(Threshold(Fraction(1, 10), Effect.CALLED, article("27", "3")),),
    signatures_say=_("With a tenth of the voters it must be called."),
    terms=(
        gathered(
            _("The petition is tabled in the council."), Fact.DECISION, article("27", "3"), months=1
        ),
        told(_("The chair tells the councillors and the mayor."), article("27", "4")),
        _MEND,
        held_by(
            "vote_latest",
            _("The vote is held by this day at the latest."),
            By.MAYOR,
            Fact.TABLED,
            article("27", "3"),
            months=2,
        ),
        _CAMPAIGN,
        _APPEAL_OF_RESULT,
        _ANNOUNCE,
    ),
    answer_says=REFERENDUM.answer_says,
    answer_law=article("43"),
    valid_says=REFERENDUM.valid_says,
    valid_law=article("41", "2–3"),
)
