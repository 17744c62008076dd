"""How many signatures there are against how many are needed, in words and numbers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.direct.kinds import Kind
from forums.direct.models import Initiative
from forums.direct.procedures import PROCEDURES
from forums.direct.provisions import Effect


@dataclass(frozen=True, slots=True)
class Standing:
    """One threshold of a petition: so many of so many, what it brings, by which article."""

    given: int
    needed: int
    sentence: str
    meaning: str
    law: str

    @property
    def shown(self) -> int:
        """What the bar shows: never more than all."""
        return min(self.given, self.needed)


def standings(row: Initiative) -> list[Standing]:
    """Each threshold of the form with what there is; empty without a petition or a threshold."""
    if not row.has_petition:
        return []
    given = _given(row)
    return [
        Standing(given, needed, _sentence(row, given, needed), _meaning(effect), law)
        for needed, effect, law in (
            (threshold.needed(row.voters), threshold.effect, threshold.law)
            for threshold in PROCEDURES[Kind(row.kind)].thresholds
        )
    ]


def said_without_threshold(row: Initiative) -> str:
    """How many signed where the law sets no least number; empty otherwise."""
    if not row.has_petition or PROCEDURES[Kind(row.kind)].thresholds or row.signatures is None:
        return ""
    given = _given(row)
    return ngettext("%(count)d signature", "%(count)d signatures", given) % {"count": given}


def enough_for(row: Initiative, *effects: Effect) -> bool:
    """Whether the valid signatures reach any threshold with one of these effects."""
    found = row.valid_signatures or 0
    return any(
        found >= threshold.needed(row.voters)
        for threshold in PROCEDURES[Kind(row.kind)].thresholds
        if threshold.effect in effects
    )


def _given(row: Initiative) -> int:
    checked = row.valid_signatures
    return checked if checked is not None else row.signatures or 0


def _sentence(row: Initiative, given: int, needed: int) -> str:
    values = {"given": given, "needed": needed}
    if row.valid_signatures is not None:
        return _("%(given)d valid signatures of %(needed)d needed") % values
    return _("%(given)d signatures gathered of %(needed)d needed") % values


def _meaning(effect: Effect) -> str:
    if effect == Effect.CONSIDERED:
        return _("so that the council considers it")
    return _("so that it must be called")
