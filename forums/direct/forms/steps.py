"""One form for each step, and the act that it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.direct import deciding, ending, gathering, noting
from forums.direct.deciding import Appointment, Ground
from forums.direct.ending import Numbers, Reply
from forums.direct.forms.desk import document, long_text, number
from forums.direct.kinds import REFERENDA, Kind
from forums.direct.models import Initiative, Outcome
from forums.direct.stages import Step
from prestizh.accounts.models import User
from prestizh.refusal import Sentence
from prestizh.ui.forms import DayField
from prestizh.ui.without_egn import WithoutEgn


class StepForm(WithoutEgn):
    """A step of one entry; `row` says which fields it needs."""

    on = DayField(label=_("Day on which it happened"))

    def __init__(self, *args: Any, row: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.shape()

    def shape(self) -> None:
        """Leave out what the entry doesn't have."""

    def given(self) -> dict[str, Any]:
        """What the act takes."""
        return dict(self.cleaned_data)


class BeginForm(StepForm):
    note = forms.CharField(label=_("Places where people can sign"), max_length=1000, required=False)
    file = document()


class TableForm(StepForm):
    signatures = number(_("Signatures handed in"), least=1)
    act = forms.CharField(label=_("Incoming number"), max_length=200, required=False)
    file = document()

    def shape(self) -> None:
        if not self.row.has_petition:
            del self.fields["signatures"]


class DefectsForm(StepForm):
    note = long_text(_("What the defects are"), 3000)


class MendForm(StepForm):
    signatures = number(_("Signatures that there are now"), least=1)
    note = long_text(_("What was mended"), 3000, required=False)


class CheckForm(StepForm):
    sent_on = DayField(label=_("Sent to ГРАО on"))
    valid_signatures = number(
        _("Valid signatures by the protocol"),
        help_text=_("The check stops as soon as there are enough; then it is the needed number."),
    )
    act = forms.CharField(label=_("Number of the protocol"), max_length=200, required=False)
    file = document()


class CallForm(StepForm):
    act = forms.CharField(label=_("Decision or order, with its number"), max_length=200)
    holds_on = DayField(label=_("It is held on"))
    holds_at = forms.TimeField(
        label=_("Hour"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("Place of the assembly"), max_length=300)
    file = document()

    def shape(self) -> None:
        if self.row.kind in REFERENDA:
            del self.fields["holds_at"], self.fields["place"]

    def given(self) -> dict[str, Any]:
        values = super().given()
        appointment = Appointment(
            values.pop("holds_on"), values.pop("holds_at", None), values.pop("place", "")
        )
        return {**values, "appointment": appointment}


class RefuseForm(StepForm):
    act = forms.CharField(label=_("Decision, with its number"), max_length=200)
    ground = forms.ChoiceField(
        label=_("Ground of the refusal"), choices=Ground.choices, widget=forms.RadioSelect
    )
    note = long_text(_("Reasons of the council"), 3000)
    file = document()


class HoldForm(StepForm):
    voters = number(_("Citizens with voting rights by the lists"), least=1)
    present = number(_("Took part"))
    yes = number(_("Votes in favour"))
    no = number(_("Votes against"))
    after_an_hour = forms.BooleanField(
        label=_("The assembly was put off by an hour for want of a quorum"), required=False
    )
    election_votes = number(
        _("Valid votes for councillors, if there were general local elections on that day"),
        required=False,
        least=1,
    )
    decision = long_text(_("What was decided"), 3000, required=False)
    decision_en = long_text(_("The same in English"), 3000, required=False)
    act = forms.CharField(label=_("Number of the protocol"), max_length=200, required=False)
    file = document()

    def shape(self) -> None:
        del self.fields["after_an_hour" if self.row.kind in REFERENDA else "election_votes"]

    def given(self) -> dict[str, Any]:
        values = super().given()
        names = ("voters", "present", "yes", "no", "after_an_hour", "election_votes")
        counted = {name: values.pop(name) for name in names if name in values}
        return {**values, "numbers": Numbers(**counted)}


class AnswerForm(StepForm):
    outcome = forms.ChoiceField(
        label=_("Decision on the proposal"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    text = long_text(_("Decision and reasons"), 6000)
    text_en = long_text(_("The same in English"), 6000, required=False)
    decided_by = forms.CharField(label=_("Decided by"), max_length=200)
    act = forms.CharField(label=_("Decision or order, with its number"), max_length=200)
    newspaper = forms.CharField(
        label=_("Newspaper or media in which it is published, with the date"),
        max_length=200,
        required=False,
    )
    committee_told_on = DayField(label=_("The committee was told in writing on"), required=False)
    file = document()

    def shape(self) -> None:
        if self.row.kind != Kind.INITIATIVE:
            self.initial.setdefault("outcome", Outcome.ACCEPTED)
        if not self.row.has_petition:
            del self.fields["committee_told_on"]

    def given(self) -> dict[str, Any]:
        values = super().given()
        names = ("outcome", "text", "text_en", "decided_by", "newspaper", "committee_told_on")
        said = {name: values.pop(name) for name in names if name in values}
        return {**values, "reply": Reply(**said)}


class LapseForm(StepForm):
    note = long_text(_("Why the procedure ends, as everybody reads it"), 3000)
    act = forms.CharField(label=_("Act that ends it"), max_length=200, required=False)
    submit_kind = "danger"


class CountForm(StepForm):
    signatures = number(_("Signatures gathered so far, as the committee says"))

    def shape(self) -> None:
        del self.fields["on"]


Act = Callable[..., Initiative]


@dataclass(frozen=True, slots=True)
class Way:
    """What the clerk can do next: its name in the address, its words, its form, its act."""

    slug: str
    label: Sentence
    form: type[StepForm]
    act: Act

    def take(self, row: Initiative, actor: User, form: StepForm) -> Initiative:
        """Do it with what was filled in. Raises `Refused`."""
        return self.act(row, actor=actor, **form.given())


WAYS: dict[str, Way] = {
    way.slug: way
    for way in (
        Way("count", _("Note the signatures so far"), CountForm, noting.count),
        Way(Step.BEGIN, _("Signatures are gathered from"), BeginForm, gathering.begin),
        Way(Step.TABLE, _("It was handed in"), TableForm, gathering.table),
        Way(Step.FIND_DEFECTS, _("Defects were found"), DefectsForm, gathering.find_defects),
        Way(Step.MEND, _("The defects were mended"), MendForm, gathering.mend),
        Way(Step.CHECK, _("The signatures were checked"), CheckForm, gathering.check),
        Way(Step.CALL, _("Set the day"), CallForm, deciding.call),
        Way(Step.REFUSE, _("The council refused"), RefuseForm, deciding.refuse),
        Way(Step.HOLD, _("Enter the result"), HoldForm, ending.hold),
        Way(Step.ANSWER, _("Publish the answer"), AnswerForm, ending.answer),
        Way(Step.LAPSE, _("End the procedure"), LapseForm, gathering.lapse),
    )
}
