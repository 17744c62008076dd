"""The forms of those who run surveys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.models import Questionnaire, Version
from feedback.surveys import hosts
from feedback.surveys.hosts import HostFacts
from feedback.surveys.models import AutomaticRule, Mode, Occasion, Reach
from feedback.surveys.models.survey import HOST_KINDS
from prestizh.places.models import in_language
from prestizh.terms import closes_at
from prestizh.ui.forms import DayField, MomentField, PortalForm, PortalModelForm, TextArea


class GivenQuestionnaire(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A questionnaire that can be given out, by its title."""

    def label_from_instance(self, obj: Any) -> str:
        """In the language of the page."""
        return in_language(obj.title, obj.title_en)


class PrepareForm(PortalForm):
    """What is given out, after what, to whom, until when."""

    questionnaire = GivenQuestionnaire(
        Questionnaire.objects.none(), label=_("Questionnaire to give out")
    )
    host_kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("nothing in particular")), *HOST_KINDS],
        required=False,
    )
    host_id = forms.CharField(
        label=_("Its key"),
        required=False,
        max_length=200,
        help_text=_("The last part of the address of its page, or the whole address."),
    )
    occasion = forms.ChoiceField(
        label=_("Occasion"), choices=Occasion.choices, initial=Occasion.OTHER
    )
    mode = forms.ChoiceField(
        label=_("How answers are kept"),
        choices=Mode.choices,
        initial=Mode.ANONYMOUS,
        widget=forms.RadioSelect,
        help_text=_(
            "This can't be changed later: people answer because of what they were promised."
        ),
    )
    reach = forms.ChoiceField(
        label=_("Who may answer"),
        choices=Reach.choices,
        initial=Reach.OPEN,
        widget=forms.RadioSelect,
    )
    last_day = DayField(label=_("Last day for answers"))
    submit_label = _("Prepare the survey")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["questionnaire"]
        assert isinstance(field, GivenQuestionnaire)  # noqa: S101 - declared above
        field.queryset = Questionnaire.objects.usable()

    def clean(self) -> dict[str, Any]:
        """With the host found and the version that is given out."""
        cleaned = super().clean() or {}
        kind = cleaned.get("host_kind", "")
        key = cleaned.get("host_id", "").strip().rstrip("/").rsplit("/", 1)[-1]
        cleaned["host"] = hosts.find(kind, key) if kind and key else None
        if kind and cleaned["host"] is None:
            self.add_error("host_id", _("There is nothing of this kind with such a key."))
        return cleaned

    @property
    def host(self) -> HostFacts | None:
        found: HostFacts | None = self.cleaned_data["host"]
        return found

    @property
    def version(self) -> Version:
        """The newest published version. Raises LookupError where there is none."""
        found: Version | None = self.cleaned_data["questionnaire"].published
        if found is None:
            raise LookupError(self.cleaned_data["questionnaire"])
        return found

    def facts(self) -> dict[str, Any]:
        """What the act takes."""
        given = self.cleaned_data
        return {
            "closes_at": closes_at(given["last_day"]),
            "host": self.host,
            "mode": given["mode"],
            "occasion": given["occasion"],
            "reach": given["reach"],
        }


class ExtendForm(PortalForm):
    """Until when answers are taken from now on."""

    last_day = DayField(label=_("New last day for answers"))
    submit_label = _("Take answers for longer")


class PlanForm(PortalForm):
    """At which hour a survey opens by itself."""

    opens_at = MomentField(
        label=_("Day and hour of the opening"),
        help_text=_("The survey opens, and the invitations leave, within five minutes of it."),
    )
    submit_label = _("Open it by itself then")


class CancelForm(PortalForm):
    """Why a survey is put aside."""

    reason = forms.CharField(
        label=_("Why the survey is cancelled"), widget=TextArea(1000, 3), max_length=1000
    )
    submit_label = _("Cancel the survey")
    submit_kind = "danger"


class StackForm(PortalForm):
    """A stack of paper forms."""

    name = forms.CharField(
        label=_("Where the forms come from"),
        max_length=120,
        help_text=_("For example: the box in the community centre."),
    )
    forms = forms.IntegerField(
        label=_("How many forms are in the stack"), min_value=1, max_value=2000
    )
    submit_label = _("Begin to type in")


class RuleForm(PortalModelForm[AutomaticRule]):
    """„Always ask after“."""

    submit_label = _("Always ask from now on")

    class Meta:
        model = AutomaticRule
        fields = ["questionnaire", "host_kind", "occasion", "days_after", "open_days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questionnaire = self.fields["questionnaire"]
        assert isinstance(questionnaire, forms.ModelChoiceField)  # noqa: S101 - of a foreign key
        questionnaire.queryset = Questionnaire.objects.usable()
        self.fields["host_kind"].widget = forms.Select(
            choices=[pair for pair in HOST_KINDS if pair[0] != "body"]
        )
        self.fields["occasion"].widget = forms.Select(
            choices=[
                (one.value, one.label) for one in (Occasion.AFTER_EVENT, Occasion.AFTER_REPORT)
            ]
        )
