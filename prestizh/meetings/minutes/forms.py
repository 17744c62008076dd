"""Forms of minutes. What may be done, and when, is said by the acts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prestizh.documents.fields import DocumentField
from prestizh.documents.kinds import Kind as FileKind
from prestizh.meetings.models import (
    AgendaItem,
    Attendee,
    Ground,
    Meeting,
    RecordingKind,
    Verdict,
)
from prestizh.meetings.models.people import IN_SESSION
from prestizh.ui.forms import PortalForm, TextArea

if TYPE_CHECKING:
    _Attendees = forms.ModelChoiceField[Attendee]
    _Items = forms.ModelChoiceField[AgendaItem]
else:
    _Attendees = _Items = forms.ModelChoiceField

LONGEST = 20_000
LONGEST_REMARK = 4000


class DrawUpForm(PortalForm):
    """Who chaired the meeting; everything else is known."""

    chair = _Attendees(
        Attendee.objects.none(), label=_("Who chaired the meeting?"), empty_label=_("choose")
    )
    submit_label = _("Draw up the minutes from the agenda")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = meeting.attendees.all()
        if not meeting.is_written:
            people = people.filter(presence__in=IN_SESSION)
        field = self.fields["chair"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = people


class PartForm(PortalForm):
    """The words of one part; `read` is the version that was on the page."""

    text = forms.CharField(
        label=_("Text in the minutes"),
        required=False,
        max_length=LONGEST,
        widget=TextArea(LONGEST, rows=12),
    )
    read = forms.IntegerField(widget=forms.HiddenInput)
    submit_label = _("Save this part")


class RemarkForm(PortalForm):
    """What a member holds against the draft."""

    item = _Items(
        AgendaItem.objects.none(),
        label=_("About which item?"),
        required=False,
        empty_label=_("the minutes as a whole"),
    )
    text = forms.CharField(
        label=_("What should stand in the minutes?"),
        max_length=LONGEST_REMARK,
        widget=TextArea(LONGEST_REMARK, rows=5),
        help_text=_("The members and the secretary read it with your name; nobody else does."),
    )
    submit_label = _("Send the remark")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = meeting.items.all()


class SettleForm(PortalForm):
    """What becomes of a remark, and how the part reads then."""

    verdict = forms.ChoiceField(
        label=_("What becomes of it"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Text in the minutes"),
        required=False,
        max_length=LONGEST,
        widget=TextArea(LONGEST, rows=10),
        help_text=_("Change it here if you take the remark in."),
    )
    answer = forms.CharField(
        label=_("Answer to the member"),
        required=False,
        max_length=2000,
        widget=TextArea(2000, rows=3),
        help_text=_("Needed unless the remark is taken in full."),
    )
    submit_label = _("Answer the remark")


class LeaveOutForm(PortalForm):
    """A passage that the public does not read."""

    passage = forms.CharField(
        label=_("Passage to leave out"),
        max_length=500,
        widget=TextArea(500, rows=2),
        help_text=_("Copy it as it stands. It is left out wherever it occurs in the minutes."),
    )
    ground = forms.ChoiceField(
        label=_("Ground that everybody reads"), choices=Ground.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Reason, for the file"),
        max_length=500,
        help_text=_("Only those read it who work here. Don't repeat the passage."),
    )
    submit_label = _("Leave it out")


class CorrectForm(PortalForm):
    """Why signed minutes are corrected."""

    why = forms.CharField(
        label=_("What is wrong in the signed version?"),
        max_length=1000,
        widget=TextArea(1000, rows=3),
        help_text=_("Everybody reads it in the public record."),
    )
    submit_label = _("Begin a corrected version")
    submit_kind = "danger"


class PublishAnewForm(PortalForm):
    """What is different from the copy that is published."""

    why = forms.CharField(
        label=_("What is different from the copy that is published?"),
        max_length=500,
        help_text=_("Everybody reads it. Don't repeat what is left out."),
    )
    submit_label = _("Publish the new copy")


class PaperForm(PortalForm):
    """The minutes as the chair signed them on paper."""

    file = DocumentField(label=_("Scan of the signed minutes"), kinds=frozenset({FileKind.PDF}))
    read = forms.IntegerField(widget=forms.HiddenInput)
    submit_label = _("The chair signed this version on paper")


class RecordingForm(PortalForm):
    """Where the stream or the recording is, and how those present agreed."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=RecordingKind.choices, widget=forms.RadioSelect
    )
    url = forms.CharField(
        label=_("Address of the stream or the recording"),
        max_length=500,
        help_text=_("As in https://www.example.bg/recording"),
    )
    consent = forms.CharField(
        label=_("How those present were told and agreed"),
        max_length=500,
        help_text=_("Everybody reads it beside the link."),
    )
    submit_label = _("Put the link on the page")
