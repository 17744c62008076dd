"""The secretary's forms for a session: plan, attendance, motion, votes, bulletin, projects."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import Choice, Criterion, Forum, MotionKind, Table, TableKind
from forums.gatherings.projects import FOLLOWING
from forums.recommendations.models.recommendation import Addressee
from prestizh.ui.forms import DayField, PortalForm, TextArea
from prestizh.ui.without_egn import WithoutEgn


class SessionForm(WithoutEgn):
    """The next session."""

    on = DayField(label=_("Day of the session"))
    place = forms.CharField(label=_("Hour and place"), max_length=300)
    agenda = forms.CharField(
        label=_("Agenda of the session"), max_length=6000, widget=TextArea(6000, 6)
    )
    experts = forms.CharField(
        label=_("Invited experts"), max_length=2000, required=False, widget=TextArea(2000, 3)
    )
    submit_label = _("Announce the session")


class AttendanceForm(PortalForm):
    """How many of each table are there."""

    submit_label = _("Enter the attendance")

    def __init__(self, *args: Any, tables: Iterable[Table], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = list(tables)
        for table in self.tables:
            self.fields[f"table_{table.number}"] = forms.IntegerField(
                label=str(table), min_value=0, initial=0, required=False
            )

    def present(self) -> dict[Table, int]:
        """What was typed, as the act takes it."""
        data = self.cleaned_data
        return {table: data.get(f"table_{table.number}") or 0 for table in self.tables}


class VoteForm(PortalForm):
    """How each table votes."""

    submit_label = _("Enter the votes")

    def __init__(self, *args: Any, tables: Iterable[Table], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = list(tables)
        for table in self.tables:
            self.fields[f"table_{table.number}"] = forms.ChoiceField(
                label=str(table), choices=Choice.choices, widget=forms.RadioSelect
            )

    def choices(self) -> dict[Table, str]:
        """What was chosen, as the act takes it."""
        return {table: self.cleaned_data[f"table_{table.number}"] for table in self.tables}


class MotionForm(WithoutEgn):
    """A recommendation or a project idea of a table."""

    kind = forms.ChoiceField(label=_("What does the table propose?"), choices=MotionKind.choices)
    table = forms.ModelChoiceField(Table.objects.none(), label=_("Table that proposes"))
    title = forms.CharField(label=_("In one line"), max_length=200)
    text = forms.CharField(label=_("The whole text"), max_length=8000, widget=TextArea(8000, 6))
    addressee = forms.ChoiceField(
        label=_("To whom the recommendation goes"),
        required=False,
        choices=[("", "–"), *[one for one in Addressee.choices if one[0] != Addressee.UNIT]],
        help_text=_("Only for a recommendation."),
    )
    addressee_name = forms.CharField(
        label=_("Name of the commission or institution"), max_length=200, required=False
    )
    budget = forms.DecimalField(
        label=_("Budget, in euro"),
        required=False,
        max_digits=12,
        decimal_places=2,
        min_value=0,
        help_text=_("Only for a project idea."),
    )
    own_share = forms.DecimalField(
        label=_("Of it co-financed, in euro"),
        required=False,
        max_digits=12,
        decimal_places=2,
        min_value=0,
    )
    submit_label = _("Put it to the vote")

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["table"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = forum.tables.exclude(kind=TableKind.OPERATIVE)


class BulletinForm(WithoutEgn):
    """What the session came to."""

    bulletin = forms.CharField(
        label=_("Bulletin"),
        max_length=20_000,
        widget=TextArea(20_000, 12),
        help_text=_("For everybody. Once published it stays as it is. No names of participants."),
    )
    submit_label = _("Publish the bulletin")


class CriterionForm(WithoutEgn):
    """What ideas are judged by."""

    name = forms.CharField(label=_("Criterion"), max_length=120)
    most = forms.IntegerField(label=_("Most points"), initial=10)
    submit_label = _("Add the criterion")


class JudgeForm(PortalForm):
    """The points of one idea."""

    submit_label = _("Enter the points")

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for one in self.criteria:
            self.fields[f"criterion_{one.pk}"] = forms.IntegerField(
                label=one.name, min_value=0, help_text=f"0–{one.most}"
            )

    def points(self) -> dict[Criterion, int]:
        """What was typed, as the act takes it."""
        return {one: self.cleaned_data[f"criterion_{one.pk}"] for one in self.criteria}


class FollowUpForm(WithoutEgn):
    """How a selected project goes on."""

    stage = forms.ChoiceField(
        label=_("How does it go on?"), choices=[(one.value, one.label) for one in FOLLOWING]
    )
    responsible = forms.CharField(label=_("Who is responsible?"), max_length=200)
    result = forms.CharField(
        label=_("What came of it?"), max_length=2000, required=False, widget=TextArea(2000, 4)
    )
    submit_label = _("Save how it goes on")
