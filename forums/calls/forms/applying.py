"""Forms of the applicant. What may be sent is said by the acts."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from forums.calls.models import Application, Call, CallSeat, RequiredPaper
from forums.calls.placing import Place
from prestizh.accounts.models import Representation, User
from prestizh.documents.fields import DocumentField
from prestizh.documents.kinds import SIGNED
from prestizh.ui.forms import TextArea
from prestizh.ui.without_egn import WithoutEgn

ONESELF = "0"


def places_for(call: Call, person: User) -> dict[str, tuple[str, Place]]:
    """What this person can apply for in this call: value → words and place."""
    seats = list(call.seats.select_related("seat"))
    speaks = list(person.representations.current().select_related("organisation"))
    return dict(_places(seats, speaks))


def _places(
    seats: list[CallSeat], speaks: list[Representation]
) -> Iterator[tuple[str, tuple[str, Place]]]:
    for seat in seats:
        category = seat.seat.get_category_display()
        if seat.open_to == CallSeat.For.PERSONS:
            yield (
                f"{seat.pk}-{ONESELF}",
                (str(_("%(category)s: in my own name") % {"category": category}), Place(seat)),
            )
            continue
        for one in speaks:
            yield (
                f"{seat.pk}-{one.pk}",
                (f"{category}: {one.organisation.name}", Place(seat, one)),
            )


def lacks_organisation(call: Call, places: dict[str, tuple[str, Place]]) -> bool:
    """Whether organisations may apply, and the person has not said yet for which one they speak."""
    if any(place.representation for _words, place in places.values()):
        return False
    return call.seats.filter(open_to=CallSeat.For.ORGANISATIONS).exists()


class ApplicationForm(WithoutEgn):
    """Everything an applicant writes and attaches. Nothing is required until it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ChoiceField(
        label=_("For which place, and for whom, do you apply?"), widget=forms.RadioSelect
    )
    candidate = forms.CharField(
        label=_("Your name, as it would stand in the appointing act"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("Only who selects sees it."),
    )
    competence = forms.CharField(
        label=_("Experience and competence"),
        max_length=6000,
        required=False,
        widget=TextArea(6000, rows=8),
        help_text=_(
            "What have you and your organisation done in this area? The points are given by the "
            "published criteria. It is not published."
        ),
    )
    interest = forms.CharField(
        label=_("Which interest do you represent?"),
        max_length=1000,
        required=False,
        widget=TextArea(1000, rows=3),
        help_text=_(
            "If you are selected, this sentence becomes public (Закон за прозрачност, чл. 11, т. 1)."
        ),
    )
    connections = forms.CharField(
        label=_("Connections, also of the previous year"),
        max_length=3000,
        required=False,
        widget=TextArea(3000, rows=3),
        help_text=_(
            "With whom are you connected who has an interest in this area? It is not published, "
            "and no ground to refuse you."
        ),
    )
    is_declared = forms.BooleanField(
        label=_("I declare that what stands here is true."), required=False
    )
    mandate = DocumentField(
        label=_("Letter by which the organisation sends you"), kinds=SIGNED, required=False
    )
    other = DocumentField(label=_("Another file"), required=False)
    asked_before_sending = frozenset({"candidate", "phone", "competence", "interest"})
    submit_label = _("Save and see what is missing")
    extra_buttons = (("then", "later", _("Save, I'll continue later"), "secondary"),)

    def __init__(
        self,
        *args: Any,
        call: Call,
        places: dict[str, tuple[str, Place]],
        application: Application | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.call, self.places, self.application = call, places, application
        self.papers: dict[str, RequiredPaper] = {
            f"paper_{paper.pk}": paper for paper in call.papers.all()
        }
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101 - declared above
        place.choices = [(value, words) for value, (words, _place) in places.items()]
        if all(one.representation is None for _words, one in places.values()):
            del self.fields["mandate"]
        for name, paper in self.papers.items():
            self.fields[name] = DocumentField(label=str(paper), required=False)
        self.fields["other"] = self.fields.pop("other")

    @property
    def helper(self) -> FormHelper:
        """As every form; a browser keeps what is written in it until it is saved."""
        helper = super().helper
        helper.attrs = {**helper.attrs, "data-keep-text": f"call-{self.call.public_id}"}
        return helper

    def wanted(self) -> Place:
        """The chosen place."""
        return self.places[self.cleaned_data["place"]][1]

    def typed(self) -> dict[str, Any]:
        """What was written, as the acts take it."""
        names = ("candidate", "phone", "competence", "interest", "connections", "is_declared")
        return {name: self.cleaned_data[name] for name in names}


class CompletionForm(WithoutEgn):
    """The answer to a request to complete an application."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=4000, required=False, widget=TextArea(4000, rows=5)
    )
    submit_label = _("Send what was asked")

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers: dict[str, RequiredPaper | None] = {
            f"paper_{paper.pk}": paper for paper in call.papers.all()
        }
        self.papers["other"] = None
        for name, paper in self.papers.items():
            label = str(paper) if paper else _("Another file")
            self.fields[name] = DocumentField(label=label, required=False)


class ObjectionForm(WithoutEgn):
    """What an applicant has against the result."""

    text = forms.CharField(
        label=_("What do you object to, and why?"),
        max_length=6000,
        widget=TextArea(6000, rows=8),
        help_text=_("It is not published. The answer comes with reasons."),
    )
    submit_label = _("Send the objection")
