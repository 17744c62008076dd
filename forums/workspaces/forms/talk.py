"""Forms for topics, messages and tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models import LONGEST_POST, TaskState, Workspace, people_of
from prestizh.accounts.models import User
from prestizh.ui.forms import DayField, PortalForm, TextArea


class TopicForm(PortalForm):
    """A topic with its first message."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    text = forms.CharField(label=_("Your message"), widget=TextArea(limit=LONGEST_POST, rows=6))
    submit_label = _("Begin the topic")


class ReplyForm(PortalForm):
    """A message in a topic; `quotes` is the number of the one it answers."""

    quotes = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Your message"), widget=TextArea(limit=LONGEST_POST, rows=5))
    submit_label = _("Send the message")


class RewordForm(PortalForm):
    """Better words for one's own message."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your message"),
        widget=TextArea(limit=LONGEST_POST, rows=8),
        help_text=_("The earlier words stay and can be read by everybody in the workspace."),
    )
    submit_label = _("Save the new words")


class HideForm(PortalForm):
    """Why a message is hidden."""

    reason = forms.CharField(
        label=_("Why is the message hidden?"),
        max_length=400,
        widget=TextArea(limit=400, rows=3),
        help_text=_("It stands in the place of the message, with your name."),
    )
    submit_label = _("Hide the message")
    submit_kind = "danger"


class TaskForm(PortalForm):
    """A new task."""

    title = forms.CharField(label=_("What is to be done?"), max_length=200)
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who does it?"), empty_label=_("not chosen yet")
    )
    due_on = DayField(label=_("By which day?"))
    detail = forms.CharField(
        label=_("More about it"), required=False, widget=TextArea(limit=4000, rows=4)
    )
    submit_label = _("Give the task")

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["owner"], workspace)


class MoveTaskForm(PortalForm):
    """How far a task is; another owner or another day."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("How far is it?"), choices=TaskState.choices, widget=forms.RadioSelect
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who does it?"), empty_label=None)
    due_on = DayField(label=_("By which day?"))
    note = forms.CharField(label=_("A word about it"), max_length=400, required=False)
    submit_label = _("Save the task")

    def __init__(self, *args: Any, workspace: Workspace, held: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["owner"], workspace, held)


def _offer(field: forms.Field, workspace: Workspace, held: int = 0) -> None:
    """Those in the room, and who has the task now though they may have left."""
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
    inside = people_of(workspace.body).order_by().values("pk")
    field.queryset = User.objects.filter(pk__in=inside) | User.objects.filter(pk=held)
