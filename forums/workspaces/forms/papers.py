"""Forms for papers, and for closing the room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from prestizh.documents.fields import DocumentField
from prestizh.ui.forms import PortalForm, TextArea


class PaperForm(PortalForm):
    """A new paper with its first file."""

    title = forms.CharField(
        label=_("Title of the paper"),
        max_length=200,
        help_text=_("As the others see it, for example: Notes from the visit to the market."),
    )
    file = DocumentField(label=_("The file"))
    submit_label = _("Add the paper")


class VersionForm(PortalForm):
    """A newer file of a paper."""

    file = DocumentField(label=_("The newer file"))
    note = forms.CharField(label=_("What is new in it?"), max_length=400, required=False)
    submit_label = _("Add as a new version")


class WithdrawPaperForm(PortalForm):
    """Why a paper no longer counts."""

    reason = forms.CharField(
        label=_("Why is the paper withdrawn?"),
        max_length=400,
        widget=TextArea(limit=400, rows=3),
        help_text=_("The paper stays in the list as withdrawn, with your name and this reason."),
    )
    submit_label = _("Withdraw the paper")
    submit_kind = "danger"


class CloseForm(PortalForm):
    """Why the room is closed."""

    reason = forms.CharField(
        label=_("Why is the workspace closed?"),
        max_length=400,
        widget=TextArea(limit=400, rows=3),
        help_text=_("Everything stays and can be read by its people; nothing more can be added."),
    )
    submit_label = _("Close the workspace")
    submit_kind = "danger"
