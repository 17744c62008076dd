"""Forms for reports, and for making a draft of a result."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import ActKind, DrafterKind
from forums.workspaces.models import SharedText, Workspace
from prestizh.documents.fields import DocumentField
from prestizh.ui.forms import PortalForm, TextArea

LONGEST_REPORT = 100_000


class InterimForm(PortalForm):
    """An interim report."""

    text = forms.CharField(
        label=_("What was done so far, and what comes next"),
        max_length=LONGEST_REPORT,
        widget=TextArea(limit=LONGEST_REPORT, rows=10),
    )
    file = DocumentField(label=_("A file with it, if there is one"), required=False)
    submit_label = _("Put the report into the workspace")


class FinalForm(PortalForm):
    """The final report, which everybody reads."""

    text = forms.CharField(
        label=_("What the group was asked, what it did, what it proposes"),
        max_length=LONGEST_REPORT,
        widget=TextArea(limit=LONGEST_REPORT, rows=12),
    )
    file = DocumentField(label=_("A file with it, if there is one"), required=False)
    result = forms.ModelChoiceField(
        SharedText.objects.none(),
        label=_("The text that is the result"),
        required=False,
        empty_label=_("the group wrote no text"),
        help_text=_("Its newest version is published with the report."),
    )
    sure = forms.BooleanField(label=_("Everybody will read this, and it can't be changed later."))
    submit_label = _("Publish the final report")

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = SharedText.objects.filter(workspace=workspace)


class HandOverForm(PortalForm):
    """What a draft needs that the group's text doesn't say."""

    kind = forms.ChoiceField(label=_("Kind of act"), choices=ActKind.choices)
    drafter_kind = forms.ChoiceField(
        label=_("Who is its drafter?"),
        choices=DrafterKind.choices,
        help_text=_("Who puts the draft out for discussion and owes the closing report."),
    )
    submit_label = _("Make a draft of it")
