"""With what a recommendation is linked: discussions, articles of their drafts, other pages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation, Provision
from forums.recommendations.models.recommendation import Recommendation
from prestizh.places.models import in_language


class LinkKind(models.TextChoices):
    """With what a recommendation is linked."""

    CONSULTATION = "consultation", _("public consultation")
    PROVISION = "provision", _("article of a draft")
    SURVEY = "survey", _("survey")
    PAGE = "page", _("other page")


class Link(models.Model):
    """That a recommendation concerns a consultation, an article of a draft, or another page."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="links")
    kind = models.CharField(_("with what"), max_length=12, choices=LinkKind)
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, related_name="+")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("title of the page"), max_length=200, blank=True)
    url = models.URLField(_("address of the page"), max_length=500, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="consultation", consultation__isnull=False, provision=None, url="")
                | Q(kind="provision", consultation__isnull=False, provision__isnull=False, url="")
                | Q(kind__in=["survey", "page"], consultation=None, provision=None)
                & ~Q(url="")
                & ~Q(title=""),
                name="a_link_leads_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "consultation", "provision", "url"],
                nulls_distinct=False,
                name="a_link_stands_once",
            ),
        ]

    def __str__(self) -> str:
        if self.consultation is None:
            return self.title
        title = in_language(self.consultation.title, self.consultation.title_en)
        return f"{self.provision}, {title}" if self.provision else title

    def get_absolute_url(self) -> str:
        if self.consultation is None:
            return self.url
        anchor = f"#{self.provision.anchor}" if self.provision else ""
        return f"{self.consultation.get_absolute_url()}{anchor}"
