"""Forms of those who keep the register and of those who carry out measures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.measures.models import MeasureState, Source
from feedback.measures.models.proposal import LONGEST
from feedback.measures.stages import ANSWERS, ImprovementStep
from prestizh.documents.fields import DocumentField
from prestizh.documents.kinds import Kind
from prestizh.places.models import Unit
from prestizh.ui.forms import DayField, PortalForm, TextArea

ANALYSES = frozenset({Kind.PDF, Kind.DOCX, Kind.ODT})


class TakeInForm(PortalForm):
    """A proposal that came otherwise than through the public form."""

    submit_label = _("Enter the proposal")
    groups = (
        (_("Where it came from"), ("source", "source_name", "name", "email")),
        (_("The proposal"), ("text",)),
        (_("What it rests on"), ("analysis", "analysis_url")),
    )
    source = forms.ChoiceField(
        label=_("Who proposes?"), choices=Source.choices, widget=forms.RadioSelect
    )
    source_name = forms.CharField(
        label=_("Name of the survey, the partner or the body"),
        max_length=200,
        required=False,
        help_text=_("Everybody reads it. Never the name of a person."),
    )
    name = forms.CharField(
        label=_("Name of the citizen, if it was given"),
        max_length=120,
        required=False,
        help_text=_("Only those who keep the register see it."),
    )
    email = forms.EmailField(label=_("E-mail for the answer"), required=False)
    text = forms.CharField(
        label=_("The proposal as it came"), max_length=LONGEST, widget=TextArea(LONGEST, rows=8)
    )
    analysis = DocumentField(
        label=_("The analysis, as a file"),
        kinds=ANALYSES,
        required=False,
        help_text=_("A partner's proposal rests on an analysis: a file or an address."),
    )
    analysis_url = forms.URLField(
        label=_("The analysis, as an address"), required=False, assume_scheme="https"
    )


class RegisterForm(PortalForm):
    """The words that everybody reads."""

    submit_label = _("Put it into the public register")

    public_text = forms.CharField(
        label=_("The proposal as everybody reads it"),
        max_length=LONGEST,
        widget=TextArea(LONGEST, rows=8),
        help_text=_("Take out names, addresses, telephones and what would hurt somebody."),
    )


class AsideForm(PortalForm):
    """Why something is kept out of the register."""

    submit_label = _("Put it aside")
    submit_kind = "secondary"

    reason = forms.CharField(
        label=_("Why is it put aside?"),
        max_length=1000,
        widget=TextArea(1000, rows=3),
        help_text=_("For example: sent twice, or no proposal. The public does not read it."),
    )


class AnswerForm(PortalForm):
    """What was decided on the proposal, with the reasons."""

    submit_label = _("Publish the answer")

    step = forms.ChoiceField(
        label=_("What is decided on it?"),
        choices=[(step.value, ImprovementStep(step).label) for step in ANSWERS],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Answer and its reasons"),
        max_length=8000,
        widget=TextArea(8000, rows=7),
        help_text=_("Everybody reads it, and it does not change any more."),
    )


class MeasureForm(PortalForm):
    """What is to be done, by whom and by when."""

    submit_label = _("Add the measure")

    text = forms.CharField(
        label=_("What is to be done?"), max_length=2000, widget=TextArea(2000, rows=3)
    )
    unit = forms.ModelChoiceField(
        Unit.objects.filter(retired=False),
        label=_("Which unit does it?"),
        required=False,
        empty_label=_("another office"),
    )
    owner_name = forms.CharField(
        label=_("Which other office?"),
        max_length=200,
        required=False,
        help_text=_("The office, not the name of a person: everybody reads it."),
    )
    owner_email = forms.EmailField(
        label=_("Mail of the account that is reminded"),
        required=False,
        help_text=_("Whoever has it says here how far the measure is."),
    )
    due_on = DayField(label=_("By when?"))


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
    result_url = forms.URLField(
        label=_("Page on which the result is seen"), required=False, assume_scheme="https"
    )
    done_on = DayField(
        label=_("Done on"), required=False, help_text=_("Empty: today. Asked of what is done.")
    )
