"""People, the organisations they speak for, and the roles they were given."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.eik import validate_eik


class Role(models.TextChoices):
    """A role that an administrator gives; a participant needs none."""

    CLERK = "clerk", _("clerk")
    MODERATOR = "moderator", _("moderator")
    SECRETARY = "secretary", _("secretary of a body")
    ADMINISTRATOR = "administrator", _("administrator")
    AUDITOR = "auditor", _("auditor")


class UserManager(BaseUserManager["User"]):
    """Makes and finds people by their e-mail address, which is kept in lower case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account. The e-mail address is the name to sign in with."""

    email = models.EmailField(_("e-mail"), unique=True)
    display_name = models.CharField(_("your name"), max_length=120)
    language = models.CharField(
        _("language of the mails"),
        max_length=2,
        choices=[("bg", "Български"), ("en", "English")],
        default="bg",
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_for_an_address"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles this person has now. One query, remembered for the request."""
        held = self.grants.filter(revoked_at=None).values_list("role", flat=True)
        return frozenset(Role(role) for role in held)

    @property
    def is_staff(self) -> bool:
        """Whether any role was given: such a person needs a second factor."""
        return bool(self.roles)


class RoleGrant(models.Model):
    """A role given to a person, by whom and when, and when it was taken back."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(revoked_at=None),
                name="a_role_is_given_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="role_is_known"
            ),
        ]


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations as they are allowed to be seen."""

    def visible_to(self, user: object) -> "OrganisationQuerySet":
        """All for those who verify and audit; else those the person registered or speaks for."""
        # Here, because access stands on the models of this module.
        from prestizh.accounts.access import may

        if not isinstance(user, User):
            return self.none()
        if may(user, "organisation.read"):
            return self
        own = Representation.objects.filter(user=user, ended_at=None)
        return self.filter(
            models.Q(registered_by=user) | models.Q(pk__in=own.values("organisation"))
        )


class Organisation(models.Model):
    """A legal person that takes part (организация): known by its ЕИК.

    Whether a clerk verified it is shown; it never decides whether an opinion is taken.
    """

    name = models.CharField(_("name of the organisation"), max_length=200)
    eik = models.CharField(_("ЕИК"), max_length=13, unique=True, validators=[validate_eik])
    seat = models.CharField(_("seat"), max_length=200, blank=True)
    site = models.URLField(_("site"), blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verification_note = models.CharField(_("on what it rests"), max_length=400, blank=True)

    objects: ClassVar = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(eik__regex=r"^(\d{9}|\d{13})$"), name="eik_has_9_or_13_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(verified_at=None, verified_by=None)
                | models.Q(verified_at__isnull=False, verified_by__isnull=False),
                name="a_verified_organisation_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:organisation", args=[self.pk])


class RepresentationQuerySet(models.QuerySet["Representation"]):
    """Representations that hold, and those that a person may see."""

    def current(self) -> "RepresentationQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def visible_to(self, user: object) -> "RepresentationQuerySet":
        """All for those who verify and audit; else the person's own."""
        from prestizh.accounts.access import may

        if not isinstance(user, User):
            return self.none()
        return self if may(user, "organisation.read") else self.filter(user=user)


class Representation(models.Model):
    """That a person speaks for an organisation, with the mandate for it (пълномощно).

    The mandate is a file, signed or scanned, or the name and capacity of the one who gave it.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="representations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="representations")
    capacity = models.CharField(_("in what capacity you speak for it"), max_length=200)
    mandate = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField()
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verification_note = models.CharField(_("on what it rests"), max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = RepresentationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=models.Q(ended_at=None),
                name="a_person_represents_an_organisation_once",
            ),
            models.CheckConstraint(
                condition=models.Q(verified_at=None, verified_by=None)
                | models.Q(verified_at__isnull=False, verified_by__isnull=False),
                name="a_verified_mandate_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

    @property
    def is_verified(self) -> bool:
        """Whether a clerk verified both the organisation and that this person speaks for it."""
        return self.verified_at is not None and self.organisation.verified_at is not None

    @property
    def label(self) -> str:
        """What stands beside the name of the organisation wherever it is shown."""
        if self.is_verified:
            return gettext("verified representation")
        return gettext("unverified representation")
