"""A session of a forum: when, with which experts, who was there by table, the bulletin."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models.forum import Forum, Table


class Session(models.Model):
    """One session, by number. Held once the attendance is entered; its bulletin is published after."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    on = models.DateField(_("day of the session"))
    place = models.CharField(_("hour and place"), max_length=300)
    agenda = models.TextField(_("agenda of the session"), max_length=6000)
    experts = models.TextField(_("invited experts"), max_length=2000, blank=True)
    bulletin = models.TextField(_("bulletin"), max_length=20_000, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    bulletin_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="one_session_a_number"),
            models.CheckConstraint(
                condition=Q(bulletin_at=None) | (Q(held_at__isnull=False) & ~Q(bulletin="")),
                name="a_bulletin_is_of_a_session_that_was_held",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Session %(number)d")) % {"number": self.number}


class Attendance(models.Model):
    """How many of a table were there; never changed. People are not named."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    table = models.ForeignKey(Table, models.PROTECT, related_name="+")
    present = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["table__number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "table"], name="a_table_is_counted_once")
        ]
