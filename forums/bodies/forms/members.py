"""Forms for seats, members and secretaries. What may be done is said by the acts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.bodies.bounds import bounded
from forums.bodies.forms.passing_over import passing_over_field
from forums.bodies.leaving import NOT_CHOSEN
from forums.bodies.models import Body, Membership, Office, Release, Seat, Standing
from forums.bodies.seating import MOST_SEATS
from prestizh.accounts.models import Organisation, Role, User
from prestizh.ui.forms import DayField, PortalForm, PortalModelForm, TextArea


def named(choices: list[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Choices that begin with a capital, as a list of a form does."""
    return [(value, capfirst(str(label))) for value, label in choices]


class SeatsForm(PortalModelForm[Seat]):
    """Seats of one category."""

    submit_label = _("Add the seats")

    class Meta:
        model = Seat
        fields = (
            *("category", "number", "nominator", "nominator_en"),
            *("side", "has_vote", "substitutes"),
        )
        help_texts = {"side": _("Only where both sides have equal numbers.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(str(field.label))
        self.fields["number"].validators = bounded(1, MOST_SEATS)


class AccountField(forms.EmailField):
    """The e-mail of an account; gives the person, or None where it is left empty."""

    def clean(self, value: Any) -> User | None:
        address = super().clean(value)
        if not address:
            return None
        found: User | None = User.objects.filter(email__iexact=address, is_active=True).first()
        if found is None:
            raise forms.ValidationError(
                _("Nobody has an account with this address. Leave it empty, and add it later.")
            )
        return found


class AppointForm(PortalForm):
    """A person who is seated by an act."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As the act has it; everybody sees it.")
    )
    user = AccountField(
        label=_("E-mail of their account"),
        required=False,
        help_text=_("With an account they get invitations and vote. Nobody else sees it."),
    )
    eik = forms.CharField(
        label=_("ЕИК of the organisation"),
        max_length=13,
        required=False,
        help_text=_("Where the organisation is known to the portal."),
    )
    organisation_name = forms.CharField(
        label=_("Organisation or office"), max_length=200, required=False
    )
    office = forms.ChoiceField(label=_("Office"), required=False)
    standing = forms.ChoiceField(label=_("Standing"))
    stands_for = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Stands for"),
        required=False,
        empty_label=_("nobody"),
        help_text=_("Only for a substitute."),
    )
    act = forms.CharField(
        label=_("Appointing act"),
        max_length=200,
        help_text=_("Kind, number and date, for example: Order № 12 of 3 March 2026."),
    )
    on = DayField(label=_("Appointed on"))
    until = DayField(
        label=_("Mandate until"),
        required=False,
        help_text=_("Only where the act says a day; the rules of the body count the rest."),
    )
    interest = forms.CharField(
        label=_("Interest represented"),
        max_length=1000,
        required=False,
        widget=TextArea(limit=1000, rows=2),
        help_text=_(
            "Everybody sees it (Закон за прозрачност при представителство на интереси, чл. 11)."
        ),
    )
    contact = forms.CharField(
        label=_("Contact, shown to all"),
        max_length=200,
        required=False,
        help_text=_("Only with the person's consent."),
    )
    submit_label = _("Appoint")

    def __init__(self, *args: Any, body: Body, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = named(Office.choices)  # type: ignore[attr-defined]
        self.fields["standing"].choices = named(Standing.choices)  # type: ignore[attr-defined]
        self.fields["on"].initial = today
        sitting = Membership.objects.current().titular().filter(body=body)
        self.fields["stands_for"].queryset = sitting  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The organisation of the ЕИК beside its name as typed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        eik = cleaned.pop("eik", "")
        cleaned["organisation"] = None
        if eik:
            cleaned["organisation"] = Organisation.objects.filter(eik=eik).first()
            if cleaned["organisation"] is None:
                self.add_error("eik", _("The portal knows no organisation with this ЕИК."))
        return cleaned


class ReleaseForm(PortalForm):
    """On what ground a membership ends."""

    ground = forms.ChoiceField(label=_("Ground"))
    note = forms.CharField(label=_("Act or note"), max_length=300, required=False)
    on = DayField(label=_("Since which day"))
    submit_label = ""
    extra_buttons = (("act_of_form", "release", _("Release the member"), "danger"),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in Release.choices if one[0] not in NOT_CHOSEN]
        self.fields["ground"].choices = [("", "—"), *named(offered)]  # type: ignore[attr-defined]


class MoveUpForm(PortalForm):
    """By which act a substitute or a reserve member takes a free seat."""

    act = forms.CharField(
        label=_("Appointing act"),
        max_length=200,
        help_text=_("Kind, number and date, for example: Order № 12 of 3 March 2026."),
    )
    on = DayField(label=_("Since which day"))
    submit_label = ""
    extra_buttons = (("act_of_form", "move_up", _("Seat as a member"), "primary"),)

    def __init__(self, *args: Any, ahead: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ahead:
            self.fields["passing_over"] = passing_over_field(ahead)


class OfficeForm(PortalForm):
    """Whether a member chairs the body."""

    office = forms.ChoiceField(label=_("Office"), required=False)
    act = forms.CharField(
        label=_("By which act or election"),
        max_length=200,
        help_text=_("For example: elected at the meeting of 3 March 2026."),
    )
    submit_label = ""
    extra_buttons = (("act_of_form", "office", _("Record the office"), "secondary"),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = named(Office.choices)  # type: ignore[attr-defined]


class AmendForm(PortalForm):
    """What stands beside a member's name, and which account is theirs."""

    user = AccountField(label=_("E-mail of their account"), required=False)
    interest = forms.CharField(
        label=_("Interest represented"),
        max_length=1000,
        required=False,
        widget=TextArea(limit=1000, rows=2),
    )
    contact = forms.CharField(
        label=_("Contact, shown to all"),
        max_length=200,
        required=False,
        help_text=_("Only with the person's consent."),
    )
    submit_label = ""
    extra_buttons = (("act_of_form", "amend", _("Save"), "secondary"),)


class SecretaryForm(PortalForm):
    """One of the people with the role of a secretary."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Secretary"), empty_label=_("not chosen yet")
    )
    submit_label = _("Name as secretary")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(
            is_active=True, grants__role=Role.SECRETARY, grants__revoked_at=None
        )
        self.fields["user"].queryset = people.order_by("display_name").distinct()  # type: ignore[attr-defined]
