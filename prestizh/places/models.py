"""The municipality and what it is made of: settlements, topics, units, non-working days."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_language(bulgarian: str, english: str) -> str:
    """The text in the language of the page; Bulgarian where there is no English."""
    return english if english and get_language() == "en" else bulgarian


class Municipality(models.Model):
    """The one municipality of this portal (община): name, arms, contacts, notices, about text.

    One row with primary key 1. `version` rises with every change of anything in `places`, so that
    published pages know when they are stale.
    """

    name_bg = models.CharField(_("name in Bulgarian"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    arms = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coat of arms"),
    )
    address_bg = models.CharField(_("address in Bulgarian"), max_length=250, blank=True)
    address_en = models.CharField(_("address in English"), max_length=250, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    site = models.URLField(_("the municipality's own site"), blank=True)
    data_protection_contact = models.CharField(
        _("data protection officer"), max_length=250, blank=True
    )
    notice_bg = models.TextField(_("notice in the footer, Bulgarian"), max_length=600, blank=True)
    notice_en = models.TextField(_("notice in the footer, English"), max_length=600, blank=True)
    about_bg = models.TextField(_("about the portal, Bulgarian"), max_length=20_000, blank=True)
    about_en = models.TextField(_("about the portal, English"), max_length=20_000, blank=True)
    version = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_municipality"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_bg, self.name_en)

    @property
    def arms_url(self) -> str:
        """Where the coat of arms is read; empty where there is none."""
        return reverse("places:arms", args=[self.arms.sha256[:12]]) if self.arms else ""

    @property
    def address(self) -> str:
        return in_language(self.address_bg, self.address_en)

    @property
    def footer_notice(self) -> str:
        return in_language(self.notice_bg, self.notice_en)

    @property
    def about(self) -> str:
        """Markdown, written by an administrator."""
        return in_language(self.about_bg, self.about_en)


class Named(models.Model):
    """A thing with a Bulgarian and an English name that can be retired but not deleted."""

    name_bg = models.CharField(_("name in Bulgarian"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return in_language(self.name_bg, self.name_en)


class Settlement(Named):
    """A town or village of the municipality (населено място)."""

    class Kind(models.TextChoices):
        TOWN = "town", _("town")
        VILLAGE = "village", _("village")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.VILLAGE)
    ekatte = models.CharField(_("ЕКАТТЕ code"), max_length=5, unique=True)

    class Meta:
        ordering = ["kind", "name_bg"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ekatte__regex=r"^\d{5}$"), name="ekatte_has_five_digits"
            )
        ]


class Topic(Named):
    """A field of public life that people follow (тема)."""

    class Meta:
        ordering = ["name_bg"]


class Unit(Named):
    """A unit of the municipal administration that answers (структурно звено)."""

    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)

    class Meta:
        ordering = ["name_bg"]


class SpecialDay(models.Model):
    """A day that differs from the calendar of чл. 154 КТ.

    Declared by the Council of Ministers (КТ чл. 154, ал. 3) or by the municipal council (ЗМСМА
    чл. 21, ал. 1, т. 23): a day off, or a Saturday that is worked.
    """

    class Kind(models.TextChoices):
        OFF = "off", _("non-working day")
        WORKED = "worked", _("working day")

    day = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OFF)
    ground = models.CharField(_("act that declares it"), max_length=250)
    retired = models.BooleanField(_("entered by mistake"), default=False)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.ground}"
