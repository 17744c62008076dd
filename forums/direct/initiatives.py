"""The local citizens' initiative of ЗПУГДВМС as data.

Numbers and articles are those of the law as consolidated on 16.06.2026 (ДВ, бр. 55 от 2026 г.).
"""

from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import Initiator, Kind
from forums.direct.provisions import (
    By,
    Fact,
    Procedure,
    article,
)
from forums.direct.recurring_terms import answered, gathered

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
        gathered(_("The petition is handed in."), Fact.NOTED, article("48", "2"), months=2),
        answered(
            "answer",
            _(
                "The decision and the measures are published on the municipality's site and in a "
                "regional newspaper, and the committee is told in writing."
            ),
            By.ADDRESSEE,
            Fact.TABLED,
            article("52", "2–3"),
            months=1,
        ),
    ),
    answer_says=_("Whoever it was addressed to publishes a decision and the measures taken."),
    answer_law=article("52", "2–3"),
    founders=50,
)
