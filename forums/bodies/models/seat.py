"""The seats of a body and those who sit in them."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forums.bodies.models.body import Body
from prestizh.accounts.models import Organisation
from prestizh.places.models import in_language

if TYPE_CHECKING:
    from datetime import date


class SeatCategory(models.TextChoices):
    """Whom a seat is for (квота)."""

    COUNCILLORS = "councillors", _("municipal councillors")
    ADMINISTRATION = "administration", _("administration")
    NGO = "ngo", _("civil organisations")
    BUSINESS = "business", _("business")
    CITIZENS = "citizens", _("citizens")
    EXPERTS = "experts", _("experts")
    YOUTH = "youth", _("young people")
    MINORITY = "minority", _("minorities")
    INSTITUTION = "institution", _("institutions")


class Standing(models.TextChoices):
    """In what standing a person belongs to a body."""

    TITULAR = "titular", _("member")
    SUBSTITUTE = "substitute", _("substitute")
    RESERVE = "reserve", _("reserve member")


class Office(models.TextChoices):
    """What a member does in the body beside sitting in it."""

    NONE = "", _("member")
    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("vice-chair")


class Release(models.TextChoices):
    """On what ground a membership ended (основание за освобождаване)."""

    OWN_WISH = "own_wish", _("at their own wish")
    MANDATE = "mandate", _("end of the mandate")
    INCAPACITY = "incapacity", _("unable to take part for more than six months")
    LEFT = "left", _("no longer belongs to the organisation")
    BREACH = "breach", _("systematic breach of the rules")
    CONVICTION = "conviction", _("conviction")
    CONFLICT = "conflict", _("conflict of interest")
    ABSENCES = "absences", _("absences in a row")
    RECALLED = "recalled", _("recalled by who nominated them")
    BODY_ENDED = "body_ended", _("the body ended its work")
    DEATH = "death", _("death")
    MOVED_UP = "moved_up", _("took a seat as a member")


class Seat(models.Model):
    """So many seats of one category, who nominates for them, and on which side they count.

    `side` is a word shared by the seats of one side where a body has parity.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    category = models.CharField(_("category"), max_length=20, choices=SeatCategory)
    number = models.PositiveSmallIntegerField(_("number of seats"))
    nominator = models.CharField(_("who nominates"), max_length=300, blank=True)
    nominator_en = models.CharField(_("who nominates, in English"), max_length=300, blank=True)
    side = models.CharField(_("side"), max_length=60, blank=True)
    has_vote = models.BooleanField(_("with a vote"), default=True)
    substitutes = models.BooleanField(_("substitutes allowed"), default=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="a_quota_has_seats"),
        ]

    def __str__(self) -> str:
        return self.get_category_display()

    @property
    def nominated_by(self) -> str:
        """Who nominates, in the language of the page."""
        return in_language(self.nominator, self.nominator_en)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by whether they hold."""

    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def titular(self) -> Self:
        """Who fills a seat: substitutes and reserve members do not."""
        return self.filter(standing=Standing.TITULAR)


class Membership(models.Model):
    """That a person sits in a body: in which seat, for whom, by which act, until when.

    `user` is empty for somebody without an account, whose name stands as the act has it.
    `mandate_ends_on` is the last day. A row is never deleted: it ends on a ground.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="memberships"
    )
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="memberships"
    )
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    office = models.CharField(_("office"), max_length=12, choices=Office, blank=True)
    standing = models.CharField(
        _("standing"), max_length=12, choices=Standing, default=Standing.TITULAR
    )
    stands_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="substitutes")
    interest = models.TextField(_("interest represented"), max_length=1000, blank=True)
    contact = models.CharField(_("contact, shown to all"), max_length=200, blank=True)

    appointed_on = models.DateField(_("appointed on"))
    appointing_act = models.CharField(_("appointing act"), max_length=200)
    mandate_ends_on = models.DateField(_("mandate until"), null=True)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    release = models.CharField(_("ground"), max_length=12, choices=Release, blank=True)
    release_note = models.CharField(_("act or note"), max_length=300, blank=True)

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["seat", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user"],
                condition=Q(ended_on=None),
                name="a_person_sits_once_in_a_body",
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(ended_on=None, office="chair"),
                name="a_body_has_one_chair",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, release="")
                | (Q(ended_on__isnull=False) & ~Q(release="")),
                name="an_ended_membership_says_on_what_ground",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("appointed_on")),
                name="a_membership_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(standing="substitute", stands_for__isnull=False)
                | (~Q(standing="substitute") & Q(stands_for=None)),
                name="a_substitute_stands_for_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def speaks_for(self) -> str:
        """The organisation's name, from the register or as the act has it."""
        return self.organisation.name if self.organisation else self.organisation_name

    def is_over(self, today: "date") -> bool:
        """Whether the mandate's last day is past."""
        return self.mandate_ends_on is not None and self.mandate_ends_on < today
