"""What somebody in the room has to do, by when; and how each person is told of what is new."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models.room import Workspace


class TaskState(models.TextChoices):
    """How far a task is."""

    OPEN = "open", _("task not begun")
    DOING = "doing", _("task in work")
    DONE = "done", _("task done")
    DROPPED = "dropped", _("task given up")


UNFINISHED = (TaskState.OPEN, TaskState.DOING)


class Task(models.Model):
    """A task (задача): whose it is, by the end of which day, how far it is now."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=200)
    detail = models.TextField(_("more about it"), max_length=4000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who does it")
    )
    due_on = models.DateField(_("by which day"))
    state = models.CharField(
        _("how far it is"), max_length=10, choices=TaskState, default=TaskState.OPEN
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in TaskState]),
                name="task_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_late(self, today: date) -> bool:
        """Whether its day is past and it is not finished."""
        return self.state in UNFINISHED and self.due_on < today


class TaskStep(models.Model):
    """One change of a task, never changed itself: how it was from then on, by whom, with a word."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=TaskState)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="one_task_step_a_number")
        ]


class Hearing(models.Model):
    """Up to when one person was told what is new in a room, and whether they want no mails."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="hearings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_until = models.DateTimeField()
    silenced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="one_hearing_a_person")
        ]
