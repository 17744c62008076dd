"""Forms for the text that is written together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.desk_drafts import DraftTextForm
from forums.workspaces.models import LONGEST_CHANGE, ChangeKind
from prestizh.ui.forms import PortalForm, TextArea


class StartTextForm(DraftTextForm):
    """A new text: its title, and the words from a file or typed."""

    title = forms.CharField(
        label=_("Title of the draft"),
        max_length=400,
        help_text=_("For example: Ordinance amending the ordinance on markets."),
    )
    field_order = ("title", "file", "text")


class LayDownForm(DraftTextForm):
    """The whole text anew, over the version that was seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What was changed?"),
        max_length=400,
        required=False,
        help_text=_("In a few words, for the list of versions."),
    )
    field_order = ("seen", "note", "file", "text")


class SuggestForm(PortalForm):
    """A change of one provision; `seen` is the version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What do you propose?"), choices=ChangeKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("I propose this text"),
        required=False,
        widget=TextArea(limit=LONGEST_CHANGE, rows=10),
        help_text=_(
            "Change the present text. To add a provision, write it alone; to leave this one out, "
            "the field doesn't matter."
        ),
    )
    reasons = forms.CharField(
        label=_("Why?"), required=False, widget=TextArea(limit=LONGEST_CHANGE, rows=4)
    )
    submit_label = _("Propose the change")


class TakeInForm(PortalForm):
    """The words that go into the text; bettered by the secretary or as proposed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("This goes into the text"),
        required=False,
        widget=TextArea(limit=LONGEST_CHANGE, rows=10),
        help_text=_("As it was proposed; you may better it. A new version is made with it."),
    )
    reason = forms.CharField(
        label=_("A word about it"), required=False, widget=TextArea(limit=4000, rows=2)
    )
    submit_label = _("Take it in")

    def __init__(self, *args: Any, removes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if removes:
            self.fields["words"].widget = forms.HiddenInput()


class TurnDownForm(PortalForm):
    """Why a change is not taken in."""

    reason = forms.CharField(
        label=_("Why is it not taken in?"), widget=TextArea(limit=4000, rows=3)
    )
    submit_label = _("Do not take it in")
    submit_kind = "secondary"
