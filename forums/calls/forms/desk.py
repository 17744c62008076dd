"""Forms of the secretary's desk. What may be done, and when, is said by the acts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.bodies.forms.passing_over import passing_over_field
from forums.bodies.models import Body, Seat
from forums.bodies.stages import BodyStage
from forums.calls.models import Application, Call, CallSeat, Criterion, Objection, Verdict
from prestizh.accounts.access import Anyone
from prestizh.ui.forms import DayField, PortalForm, PortalModelForm, TextArea
from prestizh.ui.without_egn import RefusesEgn, WithoutEgn

if TYPE_CHECKING:
    _SeatChoice = forms.ModelChoiceField[Seat]
    _BodyChoice = forms.ModelChoiceField[Body]
else:
    _SeatChoice = _BodyChoice = forms.ModelChoiceField


class NewCallForm(WithoutEgn):
    """What a call begins with."""

    body = _BodyChoice(Body.objects.none(), label=_("For which body?"), empty_label=_("choose"))
    title = forms.CharField(
        label=_("Title of the call"),
        max_length=200,
        help_text=_("For example: Call for members of the working group on green areas."),
    )
    submit_label = _("Begin the call")

    def __init__(self, *args: Any, reader: Anyone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Body.objects.editable_by(reader).filter(stage=BodyStage.ACTIVE)


class FactsForm(RefusesEgn, PortalModelForm[Call]):
    """What a call says beside its places, criteria and papers."""

    asked_before_publishing = frozenset({"announcement", "contact", "selected_by"})

    class Meta:
        model = Call
        fields = (
            *("title", "title_en", "announcement", "announcement_en"),
            *("contact", "selected_by", "term_days", "objection_days", "least_points"),
        )
        widgets = {
            "announcement": TextArea(limit=8000, rows=10),
            "announcement_en": TextArea(limit=8000, rows=6),
        }
        help_texts = {
            "announcement": _(
                "What the body does, what a member does in it, how much time it takes."
            ),
            "contact": _("Name, telephone and e-mail; everybody sees them."),
            "selected_by": _("For example: a commission appointed by order No. … of the mayor."),
            "term_days": _("From 7 to 90 calendar days; the day of publication is not counted."),
            "least_points": _("0 if there are none."),
        }


class PlacesForm(PortalForm):
    """Places of one of the body's seats."""

    seat = _SeatChoice(Seat.objects.none(), label=_("Seats of the body"), empty_label=_("choose"))
    places = forms.IntegerField(label=_("How many places"), min_value=1, max_value=500)
    open_to = forms.ChoiceField(
        label=_("Who may apply"), choices=CallSeat.For.choices, widget=forms.RadioSelect
    )
    submit_label = _("Add the places")

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seat"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = call.body.seats.filter(retired_at=None)


class CriterionForm(WithoutEgn):
    """One criterion."""

    name = forms.CharField(label=_("By what applications are compared"), max_length=300)
    name_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)
    most = forms.IntegerField(label=_("Points at most"), min_value=1, max_value=100)
    weight = forms.DecimalField(
        label=_("Weight"),
        min_value=0,
        max_value=10,
        max_digits=4,
        decimal_places=2,
        initial=1,
        help_text=_("How many times the points count; 1 for all is simplest."),
    )
    submit_label = _("Add the criterion")


class PaperForm(WithoutEgn):
    """One paper that is asked for."""

    name = forms.CharField(label=_("Which paper"), max_length=200)
    name_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    is_required = forms.BooleanField(
        label=_("Without it an application can't be sent"), required=False, initial=True
    )
    submit_label = _("Add the paper")


class CancelForm(WithoutEgn):
    """Why a call is cancelled."""

    reason = forms.CharField(
        label=_("Why is the call cancelled?"),
        max_length=2000,
        required=False,
        widget=TextArea(2000, rows=5),
        help_text=_("Everybody reads it on the page of the call, and every applicant gets it."),
    )
    submit_label = _("Cancel the call")
    submit_kind = "danger"


class AskForm(WithoutEgn):
    """What an applicant is asked to complete."""

    asked = forms.CharField(
        label=_("What is missing or unclear?"), max_length=2000, widget=TextArea(2000, rows=4)
    )
    last_day = DayField(label=_("Last day to complete it"))
    submit_label = _("Ask the applicant")


class LateForm(WithoutEgn):
    """Whether a late application takes part."""

    is_admitted = forms.TypedChoiceField(
        label=_("Is it admitted?"),
        choices=[("yes", _("yes, it takes part")), ("no", _("no"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=2000,
        widget=TextArea(2000, rows=3),
        help_text=_("The applicant reads it, and it stands in the public record."),
    )
    submit_label = _("Decide")


class SelectorForm(WithoutEgn):
    """Somebody who assesses."""

    name = forms.CharField(label=_("Name of a selector"), max_length=120)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    submit_label = _("Add the selector")


class PointsForm(forms.Form):
    """The points of one selector: a field for each application and criterion."""

    def __init__(
        self,
        *args: Any,
        applications: list[Application],
        criteria: list[Criterion],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {
            f"points_{row.pk}_{one.pk}": (row, one) for row in applications for one in criteria
        }
        for name, (row, one) in self.pairs.items():
            self.fields[name] = forms.IntegerField(
                label=_("No. %(number)s, %(criterion)s")
                % {"number": row.reference, "criterion": one},
                min_value=0,
                max_value=one.most,
                required=False,
            )

    def given(self) -> dict[tuple[Application, Criterion], int]:
        """What was filled in; an empty field is left out."""
        return {
            pair: self.cleaned_data[name]
            for name, pair in self.pairs.items()
            if self.cleaned_data[name] is not None
        }


class VerdictForm(WithoutEgn):
    """What is decided on one application."""

    decision = forms.ChoiceField(
        label=_("What is decided"), choices=Verdict.Decision.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Why"),
        max_length=4000,
        widget=TextArea(4000, rows=5),
        help_text=_("Everybody reads it with the result: name no person and no private fact."),
    )
    submit_label = _("Save the decision")


class AnswerForm(WithoutEgn):
    """The answer to an objection."""

    outcome = forms.ChoiceField(
        label=_("Is the objection right?"),
        choices=Objection.Outcome.choices,
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Reasons of the answer"),
        max_length=6000,
        widget=TextArea(6000, rows=6),
        help_text=_("Only who objected reads it."),
    )
    submit_label = _("Send the answer")


class AppointForm(WithoutEgn):
    """The act that appoints."""

    act = forms.CharField(
        label=_("By which act"),
        max_length=200,
        help_text=_("For example: Order No. 214 of the mayor."),
    )
    on = DayField(label=_("Day of the act"))
    submit_label = _("Record the appointment")

    def __init__(self, *args: Any, ahead: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ahead:
            self.fields["passing_over"] = passing_over_field(ahead)
