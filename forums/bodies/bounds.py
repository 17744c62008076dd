"""Within which bounds the facts of a body lie; said as a sentence before the database refuses."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import ActKind, Body
from forums.bodies.stages import BodyKind
from prestizh.meetings.rules import read_rule
from prestizh.refusal import Obstacle, Sentence

RULES = ("quorum", "majority", "extraordinary_share")
# Least and most of each number; a mandate in months, the others in days, times or persons.
NUMBERS: dict[str, tuple[int, int]] = {
    "mandate_months": (1, 120),
    "meetings_per_year": (0, 60),
    "notice_days": (0, 60),
    "most_proxies": (1, 10),
    "absences_limit": (1, 20),
    "minutes_days": (1, 90),
    "remarks_days": (0, 60),
    "report_due_month": (1, 12),
}
MAY_BE_EMPTY = frozenset({"mandate_months", "report_due_month"})


def broken(body: Body, changed: Iterable[str]) -> list[Obstacle]:
    """What is wrong with the fields that were just changed."""
    found = [(name, _wrong(body, name)) for name in changed]
    return [Obstacle(sentence, "", name) for name, sentence in found if sentence]


def _wrong(body: Body, name: str) -> Sentence | None:
    value = getattr(body, name)
    if name == "name" and not value.strip():
        return _("Give the body a name.")
    if name == "kind" and value not in BodyKind.values:
        return _("Choose what kind of body it is.")
    if name == "act_kind" and value and value not in ActKind.values:
        return _("Choose what kind of act it is.")
    if name in RULES and not _is_rule(value, may_be_empty=name == "extraordinary_share"):
        return _("This is no rule of quorum or majority. Choose one of the list.")
    if name == "absence_ends_itself" and value and not body.absence_ends_seat:
        return _("Only a membership that ends after absences can end by itself.")
    if name in NUMBERS and not (value is None and name in MAY_BE_EMPTY):
        least, most = NUMBERS[name]
        if value is None or not least <= value <= most:
            return out_of(least, most)
    return None


def out_of(least: int, most: int) -> Sentence:
    """What is said of a number that lies elsewhere."""
    numbers = {"least": least, "most": most}
    return _("The number lies between %(least)d and %(most)d.") % numbers


def bounded(least: int, most: int) -> list[Callable[[Any], None]]:
    """The same for a field of a form, which would otherwise leave it to the database."""
    sentence = str(out_of(least, most))
    return [MinValueValidator(least, sentence), MaxValueValidator(most, sentence)]


def _is_rule(expression: str, *, may_be_empty: bool) -> bool:
    if not expression:
        return may_be_empty
    try:
        read_rule(expression)
    except ValueError:
        return False
    return True
