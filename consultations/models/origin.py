"""Where a draft comes from, when it was drawn up elsewhere than at the clerk's desk."""

from django.db import models
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation
from prestizh.places.models import in_language


class Origin(models.Model):
    """The body that prepared a draft (изготвен от), and the public page that tells how.

    `path` is the address of that page within the portal, in Bulgarian. Whoever makes the draft out
    of somebody's work says this; it never changes.
    """

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="origin")
    name = models.CharField(_("prepared by"), max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    path = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(path__startswith="/") & ~models.Q(path__startswith="//"),
                name="an_origin_is_a_page_of_the_portal",
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def url(self) -> str:
        """The page in the language of the reader."""
        language = get_language() or "bg"
        # The path is a Bulgarian one, and can be understood only as such.
        with override("bg"):
            return str(translate_url(self.path, language))
