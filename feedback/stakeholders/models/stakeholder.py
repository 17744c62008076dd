"""A stakeholder of the municipality, and the scores that it was given."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.stakeholders.grid import HIGH, LEAST, MOST, Strategy, stake, strategy
from prestizh.accounts import access
from prestizh.accounts.eik import validate_eik
from prestizh.accounts.models import Organisation
from prestizh.documents.models import new_public_id
from prestizh.places.models import Settlement, Topic

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class Nature(models.TextChoices):
    """An organisation or a group of people; never a private person."""

    ORGANISATION = "organisation", _("organisation")
    GROUP = "group", _("group of people")


class Sort(models.TextChoices):
    """What kind of organisation or group it is."""

    CITIZENS = "citizens", _("group of citizens")
    NGO = "ngo", _("non-governmental organisation")
    BUSINESS = "business", _("business")
    INSTITUTION = "institution", _("institution")
    CULTURE = "culture", _("chitalishte, school or club")
    MEDIA = "media", _("media")
    EXPERTS = "experts", _("experts")
    VULNERABLE = "vulnerable", _("minority or vulnerable group")


class Effect(models.TextChoices):
    """What the matter does to them."""

    POSITIVE = "positive", _("good for them")
    NEGATIVE = "negative", _("bad for them")
    MIXED = "mixed", _("good and bad")


class Position(models.TextChoices):
    """What they think of it, as far as is known."""

    FOR = "for", _("in favour")
    NEUTRAL = "neutral", _("neutral")
    AGAINST = "against", _("opposed")
    UNKNOWN = "unknown", _("not known")


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    """Stakeholders as they are allowed to be seen: never by the public."""

    def visible_to(self, user: "Anyone") -> Self:
        """All for who reads the map; nobody else's."""
        return self.all() if access.may(user, "stakeholder.read") else self.none()

    def editable_by(self, user: "Anyone") -> Self:
        """All for who keeps the map; nobody else's."""
        return self.all() if access.may(user, "stakeholder.manage") else self.none()

    def on_the_map(self) -> Self:
        """Those that were not taken off it."""
        return self.filter(retired_at=None)

    def caring(self) -> Self:
        """Those to whom it matters much, by interest or affectedness."""
        return self.annotate(stake=Greatest(F("interest"), F("affectedness"))).filter(
            stake__gte=HIGH
        )

    def worked_with(self, way: Strategy) -> Self:
        """Those with whom one works so: as was decided, else as the grid says."""
        is_powerful = way in {Strategy.WORK_WITH, Strategy.SATISFY}
        cares = way in {Strategy.WORK_WITH, Strategy.GIVE_VOICE}
        power = Q(influence__gte=HIGH) if is_powerful else Q(influence__lt=HIGH)
        caring = Q(interest__gte=HIGH) | Q(affectedness__gte=HIGH)
        by_grid = Q(strategy="") & power & (caring if cares else ~caring)
        return self.filter(Q(strategy=way) | by_grid)


class Stakeholder(models.Model):
    """Whoever is concerned by what the municipality decides (заинтересована страна).

    Never a private person: there is no field for one, and words that hold an ЕГН or an address of
    mail are refused. Marks, `effect` and `position` are those of the last score: a trigger carries
    them. `strategy` is empty where the grid says it. The contact is that of an office, kept with
    the purpose and the day of the consent. All that its chain (`subject`) holds is private.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    nature = models.CharField(_("organisation or group"), max_length=12, choices=Nature)
    sort = models.CharField(_("kind of stakeholder"), max_length=12, choices=Sort)
    name = models.CharField(_("name of the organisation or group"), max_length=200)
    organisation = models.OneToOneField(
        Organisation, models.PROTECT, null=True, blank=True, related_name="stakeholder"
    )
    eik = models.CharField(_("ЕИК"), max_length=13, blank=True, validators=[validate_eik])
    note = models.TextField(_("what it does and whom it represents"), max_length=2000, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, verbose_name=_("areas"))
    settlements = models.ManyToManyField(Settlement, blank=True, verbose_name=_("settlements"))
    channels = models.CharField(_("how it is best reached"), max_length=300, blank=True)

    office_email = models.EmailField(_("mail of the office"), blank=True)
    office_phone = models.CharField(_("telephone of the office"), max_length=50, blank=True)
    contact_purpose = models.CharField(
        _("for what the contact may be used"), max_length=200, blank=True
    )
    consent_on = models.DateField(_("they agreed to it on"), null=True, blank=True)

    interest = models.PositiveSmallIntegerField(null=True, editable=False)
    influence = models.PositiveSmallIntegerField(null=True, editable=False)
    affectedness = models.PositiveSmallIntegerField(null=True, editable=False)
    effect = models.CharField(max_length=10, choices=Effect, blank=True, editable=False)
    position = models.CharField(max_length=10, choices=Position, blank=True, editable=False)
    strategy = models.CharField(max_length=12, choices=Strategy, blank=True)
    strategy_reason = models.CharField(max_length=500, blank=True)

    reviewed_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    retired_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar = StakeholderQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(retired_at=None), name="a_stakeholder_stands_once"
            ),
            models.UniqueConstraint(
                fields=["eik"],
                condition=~Q(eik="") & Q(retired_at=None),
                name="an_eik_stands_once_on_the_map",
            ),
            models.CheckConstraint(
                condition=Q(eik="") | Q(eik__regex=r"^(\d{9}|\d{13})$"),
                name="a_stakeholders_eik_has_9_or_13_digits",
            ),
            models.CheckConstraint(
                condition=Q(nature="organisation")
                | Q(organisation=None, eik="", office_email="", office_phone=""),
                name="a_group_has_no_contact_and_no_eik",
            ),
            models.CheckConstraint(
                condition=Q(office_email="", office_phone="")
                | Q(consent_on__isnull=False) & ~Q(contact_purpose=""),
                name="a_contact_has_its_consent_and_purpose",
            ),
            models.CheckConstraint(
                condition=Q(strategy="") | ~Q(strategy_reason=""),
                name="another_strategy_says_why",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None) | ~Q(retired_reason=""),
                name="what_left_the_map_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stakeholders:page", args=[self.public_id])

    @property
    def is_scored(self) -> bool:
        """Whether it was given a score at all."""
        return self.influence is not None

    @property
    def stake(self) -> int:
        """How much it matters to them, 1 to 5; 0 before the first score."""
        return stake(self.interest or 0, self.affectedness or 0)

    @property
    def by_grid(self) -> Strategy | None:
        """What the grid says; None before the first score."""
        if self.influence is None:
            return None
        return strategy(self.influence, self.interest or 0, self.affectedness or 0)

    @property
    def way(self) -> Strategy | None:
        """How one works with it: as was decided, else as the grid says."""
        return Strategy(self.strategy) if self.strategy else self.by_grid


class Score(models.Model):
    """What somebody thought of a stakeholder on a day, and why; never changed."""

    stakeholder = models.ForeignKey(Stakeholder, models.PROTECT, related_name="scores")
    interest = models.PositiveSmallIntegerField(_("interest"))
    influence = models.PositiveSmallIntegerField(_("influence"))
    affectedness = models.PositiveSmallIntegerField(_("affectedness"))
    effect = models.CharField(_("effect on them"), max_length=10, choices=Effect)
    position = models.CharField(_("their position"), max_length=10, choices=Position)
    reason = models.TextField(_("what the score rests on"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(interest__range=(LEAST, MOST))
                & Q(influence__range=(LEAST, MOST))
                & Q(affectedness__range=(LEAST, MOST)),
                name="marks_go_from_one_to_five",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_score_has_its_reason"),
        ]
