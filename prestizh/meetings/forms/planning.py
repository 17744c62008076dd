"""Forms by which a meeting is planned, its agenda put together, and called off."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from prestizh.documents.fields import DocumentField
from prestizh.meetings import hosts, requesting
from prestizh.meetings.models import AgendaItem, AskedBy, Kind, Meeting, Mode
from prestizh.meetings.planning import FACTS
from prestizh.ui.forms import MomentField, PortalForm, PortalModelForm, TextArea


class FactsForm(PortalForm):
    """When, where and how a meeting is held."""

    kind = forms.ChoiceField(label=_("kind of meeting"), choices=Kind.choices)
    mode = forms.ChoiceField(label=_("how it is held"), choices=Mode.choices)
    title = forms.CharField(
        label=_("title of the meeting"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty and it is called by its kind and number."),
    )
    starts_at = MomentField(
        label=_("it begins"), help_text=_("Of a written meeting: from when the members can vote.")
    )
    ends_at = MomentField(
        label=_("it ends"),
        required=False,
        help_text=_("Of a written meeting: until when the members can vote."),
    )
    place = forms.CharField(label=_("place"), max_length=300, required=False)
    link = forms.URLField(
        label=_("address to join online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only those who are invited see it."),
    )
    is_open = forms.BooleanField(label=_("anybody may attend"), required=False)
    how_to_attend = forms.CharField(
        label=_("how the public can attend"),
        max_length=1000,
        required=False,
        widget=TextArea(1000, rows=3),
    )
    asked_by = forms.ChoiceField(
        label=_("who asked for it"),
        choices=[("", _("nobody: it is a regular meeting")), *AskedBy.choices],
        required=False,
    )
    askers = forms.MultipleChoiceField(
        label=_("members who asked in writing"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    requested_by = forms.CharField(
        label=_("about the request"),
        max_length=300,
        required=False,
        help_text=_("For example: its number and date. Everybody reads it."),
    )
    short_notice_reason = forms.CharField(
        label=_("why the notice is shorter"),
        max_length=1000,
        required=False,
        widget=TextArea(1000, rows=3),
        help_text=_("Only an extraordinary meeting may be convened sooner; everybody reads why."),
    )
    submit_label = _("Save when and where")
    groups = (
        (_("What and when"), ("kind", "mode", "title", "starts_at", "ends_at")),
        (_("Where"), ("place", "link", "is_open", "how_to_attend")),
        (
            _("Extraordinary meeting"),
            ("asked_by", "askers", "requested_by", "short_notice_reason"),
        ),
    )

    def __init__(self, *args: Any, subject: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        host = hosts.host(hosts.find_subject(subject)[0])
        members, rules = requesting.able(host.roll(subject)), host.rules(subject)
        if not members or not rules.extraordinary_share:
            self.fields["askers"].widget = forms.MultipleHiddenInput()
            asked_by = self.fields["asked_by"]
            asked_by.choices = asked_by.choices[:2]  # type: ignore[attr-defined]
            asked_by.help_text = _("Here only the chair calls one.")
            return
        field = self.fields["askers"]
        field.choices = [(one.holder, one.name) for one in members]  # type: ignore[attr-defined]
        least = requesting.needed(rules, len(members))
        told = ngettext("At least %(count)d of them.", "At least %(count)d of them.", least)
        field.help_text = told % {"count": least}

    @classmethod
    def of(cls, meeting: Meeting, data: Any) -> "FactsForm":
        """The form with what is known of a meeting."""
        known = {name: getattr(meeting, name) for name in (*FACTS, "asked_by")}
        known["askers"] = [holder for holder, _name in meeting.askers]
        return cls(data, initial=known, subject=meeting.subject)


class PlanForm(FactsForm):
    """The same for a meeting that is only begun."""

    submit_label = _("Plan the meeting")


class ItemForm(PortalModelForm[AgendaItem]):
    """One item of the agenda."""

    class Meta:
        model = AgendaItem
        fields = ("title", "speaker", "text", "is_closed")
        widgets = {"text": TextArea(4000, rows=3)}

    submit_label = _("Save the item")


class LateItemForm(ItemForm):
    """An item that the meeting itself agreed to; beside other forms, so with ids of its own."""

    submit_label = _("Put it on the agenda")
    submit_kind = "secondary"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="item_%s", **kwargs)


class PaperForm(PortalForm):
    """A paper for an item, or for the meeting as a whole."""

    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=_("for which item"),
        required=False,
        empty_label=_("for the meeting as a whole"),
    )
    file = DocumentField(label=_("file"))
    title = forms.CharField(
        label=_("title of the paper"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty to call it by the name of the file."),
    )
    is_private = forms.BooleanField(label=_("for the members only"), required=False)
    submit_label = _("Attach the paper")
    submit_kind = "secondary"

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="paper_%s", **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = meeting.items.all()


class CancelForm(PortalForm):
    """Why a meeting is not held; when it is held instead, if that is known."""

    reason = forms.CharField(
        label=_("why it is called off"), max_length=1000, widget=TextArea(1000, rows=3)
    )
    starts_at = MomentField(
        label=_("when it is held instead"),
        required=False,
        help_text=_("A new meeting is planned with the same agenda; it needs its own notice."),
    )
    submit_label = _("Call the meeting off")
    submit_kind = "danger"
