"""What a report is about: a period, a unit in charge or all, a kind of procedure or all."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from prestizh.places.models import Unit
from prestizh.terms import add_months, opens_at

_ONE_DAY = timedelta(days=1)


class Kind(models.TextChoices):
    """Which procedures are counted."""

    ALL = "all", _("all procedures")
    CONSULTATIONS = "consultations", _("public consultations")
    BODIES = "bodies", _("consultative bodies and forums")
    DIRECT = "direct", _("direct participation of citizens")


@dataclass(frozen=True, slots=True)
class Scope:
    """From `first` to `last`, both included; `unit` None for all; `today` is the day of counting."""

    first: date
    last: date
    unit: Unit | None
    kind: str
    today: date

    @property
    def begins_at(self) -> datetime:
        """The instant at which the period begins."""
        return opens_at(self.first)

    @property
    def ends_at(self) -> datetime:
        """The instant from which the period is over."""
        return opens_at(self.last + _ONE_DAY)

    def instants(self, name: str) -> models.Q:
        """The condition that the instant in field `name` is in the period (half-open)."""
        return models.Q(**{f"{name}__gte": self.begins_at, f"{name}__lt": self.ends_at})

    def days(self, name: str) -> models.Q:
        """The condition that the day in field `name` is in the period."""
        return models.Q(**{f"{name}__gte": self.first, f"{name}__lte": self.last})

    def of_unit(self, name: str) -> models.Q:
        """The condition that the unit in field `name` is the one asked for."""
        return models.Q() if self.unit is None else models.Q(**{name: self.unit})

    def covers(self, *kinds: Kind) -> bool:
        """Whether procedures of one of these kinds are counted."""
        return self.kind == Kind.ALL or self.kind in kinds

    def before(self) -> "Scope":
        """The same for the period before: whole months where this one is, else as many days."""
        following = self.last + _ONE_DAY
        months = (following.year - self.first.year) * 12 + following.month - self.first.month
        if self.first.day == 1 and following.day == 1:
            return replace(self, first=add_months(self.first, -months), last=self.first - _ONE_DAY)
        length = following - self.first
        return replace(self, first=self.first - length, last=self.first - _ONE_DAY)
