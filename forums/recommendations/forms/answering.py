"""Forms of those who answer and those who carry out measures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.recommendations.models import MeasureState, Outcome
from prestizh.documents.fields import DocumentField
from prestizh.documents.kinds import Kind
from prestizh.ui.forms import DayField, PortalForm, TextArea

LETTER_KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.ODT, Kind.JPEG, Kind.PNG})


class AnswerForm(PortalForm):
    """What was decided, and why. From paper: with the day and the number of the letter."""

    submit_label = _("Publish the answer")

    outcome = forms.ChoiceField(
        label=_("What was decided?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Answer and its reasons"),
        max_length=8000,
        required=False,
        widget=TextArea(8000, rows=8),
        help_text=_("Everybody reads it. Only what is taken up whole needs no reasons."),
    )
    given_by = forms.CharField(
        label=_("Who answers, and in what office?"),
        max_length=200,
        help_text=_("For example: Иван Петров, заместник-кмет."),
    )
    given_on = DayField(label=_("Day of the letter"), required=False)
    letter_number = forms.CharField(
        label=_("Registry number of the letter"), max_length=60, required=False
    )
    file = DocumentField(label=_("The letter"), kinds=LETTER_KINDS, required=False)

    def __init__(self, *args: Any, is_entered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_entered:
            del self.fields["given_on"]


class ReportForm(PortalForm):
    """How far a measure is."""

    submit_label = _("Publish it")

    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[choice for choice in MeasureState.choices if choice[0] != MeasureState.PLANNED],
        widget=forms.RadioSelect,
    )
    result = forms.CharField(
        label=_("What was done?"),
        max_length=2000,
        required=False,
        widget=TextArea(2000, rows=4),
        help_text=_("Everybody reads it. What is done or given up needs it."),
    )
