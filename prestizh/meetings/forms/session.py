"""Forms of a meeting in session: notes, votes, decisions, guests, proxies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from prestizh.meetings.models import (
    AgendaItem,
    Attendee,
    Choice,
    Meeting,
    Method,
    Motion,
    Outcome,
    Reply,
)
from prestizh.meetings.rules import read_rule
from prestizh.meetings.session import Voter
from prestizh.meetings.wording import in_words
from prestizh.ui.forms import PortalForm, TextArea

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What a rule of procedure asks for beside the usual majority.
MAJORITIES = (
    "> 1/2 of present",
    "> 1/2 of members",
    "> 1/2 of voting",
    ">= 2/3 of present",
    ">= 2/3 of members",
)


class SmallForm(PortalForm):
    """One of several forms on a page: its controls have ids of their own."""

    name: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.name}_%s")
        super().__init__(*args, **kwargs)


class NotesForm(SmallForm):
    """What was said on an item; `version` is the one that was read."""

    name = "notes"
    notes = forms.CharField(
        label=_("notes of the discussion"),
        required=False,
        max_length=20000,
        widget=TextArea(20000, rows=10),
    )
    # Kept with the text: what was typed on one version is joined with what was saved meanwhile.
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput({"data-kept": ""}))
    submit_label = _("Save the notes")

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"notes": item.notes, "version": item.version})
        super().__init__(*args, **kwargs)
        self.kept_as = f"notes-{item.pk}"

    @property
    def helper(self) -> FormHelper:
        """As every form; the browser keeps what is written in it until it is saved."""
        helper = super().helper
        helper.attrs = {**helper.attrs, "data-keep-text": self.kept_as}
        return helper


class MotionForm(SmallForm):
    """What is put to the vote, and by what majority it is carried."""

    text = forms.CharField(
        label=_("text put to the vote"), max_length=4000, widget=TextArea(4000, rows=3)
    )
    majority = forms.ChoiceField(label=_("majority"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["majority"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        rules = dict.fromkeys((meeting.majority, *MAJORITIES))
        field.choices = [(rule, in_words(read_rule(rule))) for rule in rules if rule]


class PutForm(MotionForm):
    """A text for the written vote."""

    name = "put"
    submit_label = _("Put it to the written vote")


class CountForm(MotionForm):
    """A vote that was counted by hand or on paper."""

    name = "count"
    method = forms.ChoiceField(
        label=_("how the vote is taken"),
        choices=[(one.value, one.label) for one in (Method.OPEN, Method.SECRET)],
        widget=forms.RadioSelect,
        initial=Method.OPEN,
    )
    votes_for = forms.IntegerField(label=_("for"), min_value=0, max_value=999)
    votes_against = forms.IntegerField(label=_("against"), min_value=0, max_value=999, initial=0)
    votes_abstain = forms.IntegerField(label=_("abstained"), min_value=0, max_value=999, initial=0)
    submit_label = _("Note the vote")


class ByNameForm(MotionForm):
    """A vote by name: one choice for each who votes, or none."""

    name = "by_name"
    submit_label = _("Note the vote by name")

    def __init__(self, *args: Any, voters: Sequence[Voter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voters = voters
        for voter in voters:
            self.fields[f"voter_{voter.attendee.pk}"] = forms.ChoiceField(
                label=str(voter),
                choices=Choice.choices,
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """What is voted on, and in `choices` what each voted; who did not vote is left out."""
        given = dict(self.cleaned_data)
        chosen = {
            voter.attendee.pk: given.pop(f"voter_{voter.attendee.pk}", "") for voter in self.voters
        }
        return {**given, "choices": {key: choice for key, choice in chosen.items() if choice}}


class DecisionForm(SmallForm):
    """What was decided on an item, and by which vote."""

    name = "decision"
    kind = forms.ChoiceField(
        label=_("kind of outcome"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    motion = forms.ModelChoiceField(
        Motion.objects.none(), label=_("by which vote"), required=False, empty_label=_("by consent")
    )
    text = forms.CharField(
        label=_("text of the decision"), max_length=8000, widget=TextArea(8000, rows=4)
    )
    submit_label = _("Write down the outcome")

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        carried = item.motions.filter(carried=True, decision=None)
        last = carried.last()
        kwargs.setdefault(
            "initial",
            {"kind": Outcome.DECISION, "motion": last, "text": last.text if last else ""},
        )
        super().__init__(*args, **kwargs)
        field = self.fields["motion"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = carried


class _OfSomebody(SmallForm):
    """A form about one person of the roll."""

    attendee = forms.ModelChoiceField(
        Attendee.objects.none(), label=_("member"), empty_label=_("choose")
    )

    def __init__(self, *args: Any, roll: "QuerySet[Attendee]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["attendee"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = roll


class ConflictForm(_OfSomebody):
    """A conflict of interest, as the secretary notes it."""

    name = "conflict"
    statement = forms.CharField(label=_("what the conflict is"), max_length=1000)
    submit_label = _("Note the conflict of interest")
    submit_kind = "secondary"


class OpinionForm(_OfSomebody):
    """A separate opinion, as the secretary notes it."""

    name = "opinion"
    text = forms.CharField(
        label=_("separate opinion"), max_length=4000, widget=TextArea(4000, rows=3)
    )
    submit_label = _("Add the separate opinion")
    submit_kind = "secondary"


class GuestForm(SmallForm):
    """Somebody for the register of guests."""

    name = "guest"
    guest_name = forms.CharField(label=_("name of the guest"), max_length=120)
    represents = forms.CharField(label=_("whom they represent"), max_length=200, required=False)
    may_be_named = forms.BooleanField(label=_("agrees to be named in public"), required=False)
    submit_label = _("Enter the guest")
    submit_kind = "secondary"


class ProxyForm(SmallForm):
    """Who votes for somebody; empty for nobody."""

    holder = forms.ModelChoiceField(
        Attendee.objects.none(),
        label=_("who votes for this member"),
        required=False,
        empty_label=_("nobody"),
    )
    submit_label = _("Save the proxy")
    submit_kind = "secondary"

    def __init__(
        self, *args: Any, giver: Attendee, roll: "QuerySet[Attendee]", **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", f"proxy_{giver.pk}_%s")
        kwargs.setdefault("initial", {"holder": giver.proxy_id})
        super().__init__(*args, **kwargs)
        field = self.fields["holder"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = roll.exclude(pk=giver.pk)
        # The rows of `roll` are fetched once for all the forms of a page.
        others = [(one.pk, one.name) for one in roll if one.pk != giver.pk]
        field.choices = [("", _("nobody")), *others]


class ReplyForm(SmallForm):
    """A member's answer to the invitation."""

    name = "reply"
    answer = forms.ChoiceField(
        label=_("your reply"),
        choices=[(Reply.COMING, _("I will come")), (Reply.NOT_COMING, _("I will not come"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("a word to the secretary"), max_length=300, required=False)
    submit_label = _("Send the reply")
