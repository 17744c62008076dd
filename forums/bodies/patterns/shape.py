"""The shape of a pattern: what a body of this kind begins with, and what its statute asks.

Where a statute is silent on meetings, quorum or majority, the values are those that most municipal
rules of procedure have. The texts are Bulgarian: they become the body's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from forums.bodies.models import ActKind, SeatCategory
from forums.bodies.stages import BodyKind

HALF_OF_MEMBERS: Final = "> 1/2 of members"
HALF_AND_ONE: Final = "1/2 + 1 of members, down"
HALF_OF_PRESENT: Final = "> 1/2 of present"
A_THIRD: Final = ">= 1/3 of members"


@dataclass(frozen=True, slots=True)
class Composition:
    """What the statute asks of the seats: their number, whether it is odd, who must and may sit."""

    least: int = 0
    most: int = 0
    is_odd: bool = False
    needs: frozenset[SeatCategory] = frozenset()
    only: frozenset[SeatCategory] = frozenset()


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """Seats that the pattern proposes; `side` where both sides have equal numbers."""

    category: SeatCategory
    number: int
    nominator: str
    nominator_en: str
    side: str = ""
    has_vote: bool = True
    substitutes: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of body that can be begun with a click.

    `when` says which municipality has it. `facts` are fields of `Body`.
    """

    key: str
    name: str
    name_en: str
    kind: BodyKind
    legal_basis: str
    act_kind: ActKind
    purpose: str
    purpose_en: str
    when: str = ""
    when_en: str = ""
    composition: Composition = Composition()
    seats: tuple[SeatPlan, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def begins_with(self) -> dict[str, Any]:
        """The fields of a body that begins from this pattern."""
        return {
            "template": self.key,
            "kind": self.kind,
            "legal_basis": self.legal_basis,
            "act_kind": self.act_kind,
            "name_en": self.name_en,
            "purpose": self.purpose,
            "purpose_en": self.purpose_en,
            **COMMON,
            **self.facts,
        }


# A regular meeting each quarter, called five days before; a report in the first quarter.
COMMON: Final[Mapping[str, Any]] = {
    "meetings_per_year": 4,
    "notice_days": 5,
    "extraordinary_share": A_THIRD,
    "quorum": HALF_OF_MEMBERS,
    "majority": HALF_OF_PRESENT,
    "absences_limit": 3,
    "minutes_days": 7,
    "remarks_days": 3,
    "reports_to": "кмета на общината и общинския съвет",
    "report_due_month": 3,
}
