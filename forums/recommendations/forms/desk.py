"""Forms of those who keep a body's papers: the recommendation, its links, its measures."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation, Provision
from forums.bodies.models import Body
from forums.recommendations.models import Addressee, LinkKind, Origin, Recommendation, cited
from prestizh.meetings.models import Decision
from prestizh.places.models import Unit
from prestizh.ui.forms import DayField, PortalForm, PortalModelForm, TextArea

if TYPE_CHECKING:
    # A class takes what it chooses from only for the type checker.
    _Choice = forms.ModelChoiceField[Decision]
else:
    _Choice = forms.ModelChoiceField


def decisions_of(body: Body) -> "QuerySet[Decision]":
    """What the meetings of a body decided, the newest first."""
    rows = Decision.objects.filter(meeting__subject=body.subject)
    return rows.select_related("meeting", "item").order_by("-meeting__starts_at", "number")


class DecisionField(_Choice):
    """A decision of the body, with its meeting, its day and its first words."""

    def label_from_instance(self, obj: Decision) -> str:
        return f"{cited(obj)}: {Truncator(obj.text).words(9)}"


class RecommendationForm(PortalModelForm[Recommendation]):
    """What the body recommends, to whom, from where, and by when an answer is asked."""

    submit_label = _("Save the recommendation")
    groups = (
        (_("What is recommended"), ("title", "text", "title_en", "text_en")),
        (_("To whom"), ("addressee", "unit", "addressee_name", "addressee_email")),
        (_("Where it was decided"), ("origin", "decision", "origin_reason")),
        (_("Answer"), ("due_on", "due_ground")),
    )
    addressee = forms.ChoiceField(
        label=capfirst(_("addressee")), choices=Addressee.choices, widget=forms.RadioSelect
    )
    origin = forms.ChoiceField(
        label=capfirst(_("origin")), choices=Origin.choices, widget=forms.RadioSelect
    )
    decision = DecisionField(
        Decision.objects.none(),
        label=_("Which decision?"),
        required=False,
        empty_label=_("choose"),
        help_text=_("Asked where it was decided at a meeting."),
    )
    due_on = DayField(
        label=_("Another last day for the answer"),
        required=False,
        help_text=_("Empty: two months from the sending, as АПК, чл. 118, ал. 1 has it."),
    )

    class Meta:
        model = Recommendation
        fields = (
            "title",
            "text",
            "title_en",
            "text_en",
            "addressee",
            "unit",
            "addressee_name",
            "addressee_email",
            "origin",
            "decision",
            "origin_reason",
            "due_on",
            "due_ground",
        )
        widgets = {
            "text": TextArea(8000, rows=8),
            "text_en": TextArea(8000, rows=6),
            "origin_reason": TextArea(1000, rows=3),
        }
        help_texts = {
            "unit": _("Asked where it goes to a unit of the administration."),
            "addressee_name": _("Of a commission or another institution."),
            "addressee_email": _(
                "If an account has this address, it answers in the portal; else the letter goes "
                "there. Never shown to the public."
            ),
            "due_ground": _("For example: the decision of the body, or its rules."),
        }

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision = self.fields["decision"]
        assert isinstance(decision, DecisionField)  # noqa: S101 - declared above
        decision.queryset = decisions_of(body)
        if not decision.queryset.exists():
            decision.help_text = _(
                "No decision of this body stands in the portal yet. Choose “outside of a meeting” "
                "and say how it was decided."
            )
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - of a foreign key
        unit.queryset = Unit.objects.filter(retired=False)
        unit.empty_label = _("choose")

    def _post_clean(self) -> None:
        """The act writes the row and says what is missing; the form only reads what was typed."""


class LinkForm(PortalForm):
    """With what a recommendation is linked."""

    submit_label = _("Add the link")

    kind = forms.ChoiceField(
        label=_("With what?"), choices=LinkKind.choices, widget=forms.RadioSelect
    )
    consultation = forms.ModelChoiceField(
        Consultation.objects.public().order_by("-pk"),
        label=_("Which consultation?"),
        required=False,
        empty_label=_("none of these"),
    )
    article = forms.CharField(
        label=_("Which article of its draft?"),
        max_length=40,
        required=False,
        help_text=_("For example: чл. 5"),
    )
    title = forms.CharField(label=_("Title of the other page"), max_length=200, required=False)
    url = forms.URLField(
        label=_("Address of the other page"), required=False, assume_scheme="https"
    )

    def provision(self) -> Provision | None:
        """The article that was named, if the draft has it."""
        consultation: Consultation | None = self.cleaned_data["consultation"]
        path = self.cleaned_data["article"].replace(" ", "")
        if consultation is None or not path:
            return None
        found: Provision | None = consultation.provisions.filter(path=path).first()
        return found


class MeasureForm(PortalForm):
    """What is to be done, by whom and by when."""

    submit_label = _("Add the measure")

    text = forms.CharField(
        label=_("What is to be done?"), max_length=2000, widget=TextArea(2000, rows=3)
    )
    owner_name = forms.CharField(label=_("Who does it?"), max_length=200)
    owner_email = forms.EmailField(
        label=_("Mail of their account"),
        required=False,
        help_text=_("The account is reminded, and can say here how far it is."),
    )
    due_on = DayField(label=_("By when?"))
