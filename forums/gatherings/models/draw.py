"""The draw: its closed list, its seed, its outcome, who came in place of whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models.forum import Forum


class Draw(models.Model):
    """One draw of one forum. The list stands from its closing on, the seed once it is entered.

    `listed` is the public list as `draw_file.list_as_data` makes it: codes and strata, no names.
    `result` and `seating` belong to the same file. Triggers hold that nothing of it changes.
    """

    forum = models.OneToOneField(Forum, models.PROTECT, related_name="draw")
    listed = models.JSONField()
    list_sha256 = models.CharField(max_length=64)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    seed_words = models.CharField(_("what the source said"), max_length=300, blank=True)
    seed_known_at = models.DateTimeField(_("when the source said it"), null=True)
    seed_link = models.URLField(_("where it can be read"), max_length=500, blank=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drawn_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    seating = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(list_sha256__regex=r"^[0-9a-f]{64}$"), name="a_list_has_its_digest"
            ),
            models.CheckConstraint(
                condition=Q(seed_words="", seed_known_at=None, drawn_at=None, result=None)
                | (
                    ~Q(seed_words="")
                    & Q(seed_known_at__isnull=False, drawn_at__isnull=False, result__isnull=False)
                ),
                name="a_draw_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(seed_known_at=None) | Q(seed_known_at__gt=models.F("closed_at")),
                name="the_seed_is_younger_than_the_list",
            ),
        ]

    @property
    def is_done(self) -> bool:
        return self.drawn_at is not None


class Replacement(models.Model):
    """That somebody of the reserve came in the place of somebody drawn; never changed."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="replacements")
    gone = models.CharField(max_length=9)
    came = models.CharField(max_length=9, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "gone"], name="a_place_is_left_once"),
            models.UniqueConstraint(
                fields=["draw", "came"], condition=~Q(came=""), name="a_reserve_comes_in_once"
            ),
        ]
