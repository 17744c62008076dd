"""The call itself: what is asked, until when, for which seats, and its steps."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body, Seat
from forums.bodies.models.body import kept_by
from forums.calls.stages import MOVES, WITH_RESULT, CallStage, CallStep
from prestizh import terms
from prestizh.accounts import access
from prestizh.documents.models import new_public_id
from prestizh.moves import lawful_changes
from prestizh.places.models import in_language

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone

LEAST_DAYS, MOST_DAYS = 7, 90
MOST_OBJECTION_DAYS = 30


class CallQuerySet(models.QuerySet["Call"]):
    """Calls as they are allowed to be seen."""

    def public(self) -> Self:
        """What everybody may read: whatever was published, cancelled or not."""
        return self.filter(published_at__isnull=False)

    def visible_to(self, user: "Anyone") -> Self:
        """What is public; those being prepared for those who prepare and audit."""
        if access.may(user, "call.read_drafts"):
            return self.all()
        return self.filter(Q(published_at__isnull=False) | Q(body__in=kept_by(user)))

    def editable_by(self, user: "Anyone") -> Self:
        """Every call for those who manage them; those of their own bodies for secretaries."""
        if access.may(user, "call.manage"):
            return self.all()
        return self.filter(body__in=kept_by(user))

    def open_at(self, now: datetime) -> Self:
        """Those to which one can apply in time."""
        return self.filter(stage=CallStage.PUBLISHED, closes_at__gt=now)


class Call(models.Model):
    """A call for members of a body (покана).

    Its facts stand in the body's chain of the record. `term_days` and `objection_days` are
    calendar days, not counting the first; the term is over at `closes_at`, an instant.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    body = models.ForeignKey(Body, models.PROTECT, related_name="calls")
    stage = models.CharField(max_length=10, choices=CallStage, default=CallStage.DRAFT)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    announcement = models.TextField(_("text of the call"), max_length=8000, blank=True)
    announcement_en = models.TextField(
        _("text of the call in English"), max_length=8000, blank=True
    )
    contact = models.CharField(_("person for questions"), max_length=200, blank=True)
    selected_by = models.CharField(_("who selects"), max_length=300, blank=True)
    term_days = models.PositiveSmallIntegerField(
        _("days to apply"),
        default=14,
        validators=[MinValueValidator(LEAST_DAYS), MaxValueValidator(MOST_DAYS)],
    )
    objection_days = models.PositiveSmallIntegerField(
        _("days for objections"),
        default=7,
        validators=[MinValueValidator(3), MaxValueValidator(MOST_OBJECTION_DAYS)],
    )
    least_points = models.DecimalField(
        _("points without which nobody is selected"),
        max_digits=6,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )

    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    last_day = models.DateField(null=True)
    closes_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    objections_last_day = models.DateField(null=True)
    objections_close_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    reason = models.TextField(_("why it was cancelled"), max_length=2000, blank=True)

    objects: ClassVar = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in CallStage]),
                name="call_stage_is_known",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "cancelled"])
                | Q(
                    published_at__isnull=False,
                    last_day__isnull=False,
                    closes_at__gt=models.F("published_at"),
                ),
                name="a_published_call_has_its_term",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["decided", "final"])
                | Q(decided_at__isnull=False, objections_close_at__isnull=False),
                name="a_decided_call_has_its_term_for_objections",
            ),
            models.CheckConstraint(
                condition=~Q(stage="cancelled") | Q(published_at=None) | ~Q(reason=""),
                name="a_cancelled_call_says_why",
            ),
            models.CheckConstraint(
                condition=Q(term_days__range=(LEAST_DAYS, MOST_DAYS)),
                name="a_call_is_open_for_some_days",
            ),
        ]
        indexes = [models.Index(fields=["stage", "closes_at"])]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    def get_absolute_url(self) -> str:
        return reverse("calls:page", args=[self.public_id])

    @property
    def words(self) -> str:
        """The text of the call, in the language of the page."""
        return in_language(self.announcement, self.announcement_en)

    @property
    def has_result(self) -> bool:
        """Whether the result is published."""
        return self.stage in WITH_RESULT

    def is_open(self, now: datetime) -> bool:
        """Whether one can apply in time (half-open: the end itself is late)."""
        return (
            self.stage == CallStage.PUBLISHED
            and self.closes_at is not None
            and now < self.closes_at
        )

    @property
    def edition(self) -> int:
        """Of the published result, as its protocol counts: one more with each change; a query."""
        newest: int | None = self.protocols.values_list("number", flat=True).first()
        return newest or 1

    def takes_objections(self, now: datetime) -> bool:
        """Whether the term for objections runs."""
        return (
            self.stage == CallStage.DECIDED
            and self.objections_close_at is not None
            and now < self.objections_close_at
        )

    @property
    def scope(self) -> str:
        """By what it is followed."""
        return publication_key(self.public_id)

    @property
    def published_on(self) -> date | None:
        """The day in Sofia on which it was published."""
        return terms.sofia_day(self.published_at) if self.published_at else None


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which a call's pages are kept and its followers are found."""
    return f"call:{public_id}"


class CallChange(models.Model):
    """One step in the life of a call, never changed afterwards."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="changes")
    source = models.CharField(max_length=10, blank=True, choices=CallStage)
    target = models.CharField(max_length=10, choices=CallStage)
    step = models.CharField(max_length=10, choices=CallStep)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=lawful_changes(MOVES), name="call_step_is_lawful")
        ]


class CallSeat(models.Model):
    """So many places of one of the body's seats, for organisations or for persons."""

    class For(models.TextChoices):
        """Who may apply."""

        ORGANISATIONS = "organisations", _("organisations")
        PERSONS = "persons", _("persons, in their own name")

    call = models.ForeignKey(Call, models.PROTECT, related_name="seats")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField(_("number of places"))
    open_to = models.CharField(_("who may apply"), max_length=14, choices=For)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "seat"], name="a_seat_stands_in_a_call_once"),
            models.CheckConstraint(condition=Q(places__gte=1), name="a_called_seat_has_places"),
        ]

    def __str__(self) -> str:
        return str(self.seat)


class Criterion(models.Model):
    """By what applications are compared: whole points from 0 to `most`, counted `weight` times."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=300)
    name_en = models.CharField(_("criterion in English"), max_length=300, blank=True)
    most = models.PositiveSmallIntegerField(
        _("maximum points"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    weight = models.DecimalField(
        _("weight"),
        max_digits=4,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(10)],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(most__range=(1, 100), weight__gt=0), name="a_criterion_gives_points"
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class RequiredPaper(models.Model):
    """A paper that an application has, or may have."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="papers")
    name = models.CharField(_("paper"), max_length=200)
    name_en = models.CharField(_("paper in English"), max_length=200, blank=True)
    is_required = models.BooleanField(_("without it the application is incomplete"), default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)
