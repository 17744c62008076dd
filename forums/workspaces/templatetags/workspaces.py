"""Small pieces of the pages of a room."""

from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forums.workspaces.models import ChangeKind, Suggestion, Task, TaskState, Verdict
from prestizh.legaltext import Change, cited, redline
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


VERDICTS = {
    Verdict.NONE: Look("neutral", "clock"),
    Verdict.TAKEN: Look("green-solid", "check"),
    Verdict.TURNED_DOWN: Look("refusal", "cross"),
    Verdict.WITHDRAWN: Look("ink", "slash"),
}


@register.simple_tag
def verdict_chip(suggestion: Suggestion) -> SafeString:
    """What became of a proposed change."""
    look = VERDICTS[Verdict(suggestion.verdict)]
    return chip(suggestion.get_verdict_display(), look.tone, look.icon)


@register.simple_tag
def redlined(old: str, new: str) -> SafeString:
    """Two wordings in one: what goes is struck out, what comes is underlined."""
    pieces = ((_marked(segment.kind, segment.text),) for segment in redline(old, new))
    return format_html_join("", "{}", pieces)


@register.simple_tag
def proposed_change(suggestion: Suggestion) -> SafeString:
    """What a proposal changes; of a new provision all of it is new."""
    is_new = suggestion.kind == ChangeKind.ADD
    return redlined("" if is_new else suggestion.present, suggestion.text)


@register.filter
def citation(path: str) -> str:
    """The address of a provision as the law cites it."""
    return cited(path)


def _marked(kind: Change, text: str) -> SafeString:
    if kind is Change.DELETED:
        return format_html("<del>{}</del>", text)
    return (
        format_html("<ins>{}</ins>", text) if kind is Change.INSERTED else format_html("{}", text)
    )
