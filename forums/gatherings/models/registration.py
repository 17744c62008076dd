"""Who registered for a forum. Everything here is private but the code."""

import secrets
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.bodies.models.body import kept_by
from forums.gatherings.models.forum import Forum, Table
from prestizh.accounts import access

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone

# Without letters and digits that are mistaken for one another.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """A code for somebody who registered, as in „KT7M-9QXD“: 40 bits by chance."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class Sex(models.TextChoices):
    """As people are counted by the source of the population; the words stand in the public list."""

    WOMAN = "жена", _("woman")
    MAN = "мъж", _("man")


class State(models.TextChoices):
    """Where a registration stands."""

    AWAITED = "awaited", _("awaits the confirmation of the address")
    REGISTERED = "registered", _("registered")
    SEATED = "seated", _("has a place")
    RESERVE = "reserve", _("in the reserve")
    INVITED = "invited", _("invited, has not answered yet")
    DECLINED = "declined", _("can't come")
    UNANSWERED = "unanswered", _("did not answer in time")
    PASSED = "passed", _("somebody of the same household stands before in the order")
    WITHDRAWN = "withdrawn", _("withdrew")


ENDED = (State.DECLINED, State.UNANSWERED, State.PASSED, State.WITHDRAWN)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations as they are allowed to be seen."""

    def visible_to(self, user: "Anyone") -> Self:
        """All for those who may read people; of their own forums for secretaries; one's own."""
        if access.may(user, "forum.read_people"):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(forum__body__in=kept_by(user)) | Q(user_id=user.pk))

    def standing(self) -> Self:
        """Confirmed, and neither withdrawn nor declined nor passed over."""
        return self.exclude(state__in=[State.AWAITED, *ENDED])


class Registration(models.Model):
    """One person's registration, personal and without substitution.

    `area`, `age` and `sex` are the person's own answers, used for nothing but the strata and the
    shares. `household` is the registration of somebody they live with, if they said so. `table` is
    where they want to sit or, once there is a place, sit. `invited_until` is the last day to answer.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="registrations")
    code = models.CharField(max_length=9, unique=True, default=new_code)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="forum_registrations"
    )
    name = models.CharField(_("name and family name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    language = models.CharField(max_length=2, default="bg")
    area = models.CharField(_("where do you live?"), max_length=120)
    age = models.CharField(_("age"), max_length=20)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex)
    household = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    table = models.ForeignKey(Table, models.PROTECT, null=True, related_name="people")
    state = models.CharField(max_length=12, choices=State)
    registered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    invited_until = models.DateField(null=True)

    objects: ClassVar = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "user"],
                condition=~Q(state__in=["withdrawn"]),
                name="a_person_registers_once",
            ),
            models.UniqueConstraint(
                fields=["forum", "email"],
                condition=~Q(state__in=["withdrawn"]) & ~Q(email=""),
                name="an_address_registers_once",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(email=""), name="a_guest_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["awaited", "withdrawn"]) | Q(confirmed_at__isnull=False),
                name="who_counts_is_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state="invited") | Q(invited_until__isnull=False),
                name="an_invitation_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["forum", "state"])]

    def __str__(self) -> str:
        return self.code

    @property
    def address(self) -> str:
        """Where the person is written to."""
        return self.user.email if self.user else self.email
