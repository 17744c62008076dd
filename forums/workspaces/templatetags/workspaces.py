"""Small pieces of the pages of a room."""

from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forums.workspaces.models import Task, TaskState
from prestizh.ui.components import NEUTRAL, Look
from prestizh.ui.templatetags._small import chip

register = template.Library()

TASKS = {
    TaskState.DOING: Look("amber", "clock"),
    TaskState.DONE: Look("green-solid", "check"),
    TaskState.DROPPED: Look("ink", "slash"),
}


@register.simple_tag
def task_chip(task: Task, today: date) -> SafeString:
    """How far a task is; of one whose day is past that it is late."""
    if task.is_late(today):
        return chip(_("task late"), "refusal", "warning")
    look = TASKS.get(TaskState(task.state), NEUTRAL)
    return chip(task.get_state_display(), look.tone, look.icon)
