"""The shape of what is asked about people and organisations."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.eik import validate_eik
from prestizh.accounts.forms import visible_line
from prestizh.accounts.models import Role, User
from prestizh.ui.forms import BoundedFileField, PortalForm, PortalModelForm, TextArea

MANDATE_KINDS = (".pdf", ".jpg", ".jpeg", ".png")
MANDATE_BYTES = 10 * 1024 * 1024


class ProfileForm(PortalModelForm[User]):
    """One's own name and the language of one's mails."""

    class Meta:
        model = User
        fields = ("display_name", "language")

    def clean_display_name(self) -> str:
        return visible_line(self.cleaned_data["display_name"])


class ClaimForm(PortalForm):
    """Which organisation a person speaks for, and by what mandate."""

    submit_label = _("State that I speak for it")
    groups = (
        (_("The organisation"), ("eik", "name", "seat", "site")),
        (_("Your mandate"), ("capacity", "mandate")),
    )

    eik = forms.CharField(
        label=_("ЕИК"),
        max_length=13,
        validators=[validate_eik],
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Nine or thirteen digits, from the commercial or the BULSTAT register."),
    )
    name = forms.CharField(
        label=capfirst(_("name of the organisation")),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    seat = forms.CharField(label=capfirst(_("seat")), max_length=200, required=False)
    site = forms.URLField(label=capfirst(_("site")), required=False, assume_scheme="https")
    capacity = forms.CharField(
        label=capfirst(_("in what capacity you speak for it")),
        max_length=200,
        help_text=_("For example: chair, manager, authorised by the board."),
    )
    mandate = BoundedFileField(
        label=capfirst(_("the mandate, signed or scanned")),
        accept=MANDATE_KINDS,
        max_bytes=MANDATE_BYTES,
        required=False,
        help_text=_("Not needed if the register shows your capacity."),
    )

    def clean_name(self) -> str:
        return visible_line(self.cleaned_data["name"])

    def clean_capacity(self) -> str:
        return visible_line(self.cleaned_data["capacity"])


class NoteForm(PortalForm):
    """On what a verification rests."""

    submit_label = _("Verify")

    note = forms.CharField(
        label=capfirst(_("on what it rests")),
        max_length=400,
        widget=TextArea(400, rows=3),
        help_text=_("For example: seen in the commercial register on 7 December 2026."),
    )


class EndForm(PortalForm):
    """Why a representation ends."""

    submit_label = _("End the representation")
    submit_kind = "danger"

    note = forms.CharField(
        label=_("Reason"), max_length=400, widget=TextArea(400, rows=3), required=False
    )


class RoleForm(PortalForm):
    """Which role is given."""

    submit_label = _("Give the role")

    role = forms.ChoiceField(label=capfirst(_("role")), choices=Role.choices)
