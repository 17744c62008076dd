"""The public form to register; made for a telephone, no field that is not needed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import Forum, Sex, State, Table, TableKind
from forums.gatherings.registering import Answers
from prestizh.accounts.forms import visible_line
from prestizh.accounts.models import User
from prestizh.ui.without_egn import WithoutEgn


class RegistrationForm(WithoutEgn):
    """Who registers, and the three answers by which places are shared out."""

    table = forms.ModelChoiceField(
        Table.objects.none(),
        label=_("At which table do you want to sit?"),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("You keep the same table in all sessions. All tables have equal weight."),
    )
    name = forms.CharField(
        label=_("Name and family name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("Registration is personal: nobody can come in your place. It isn't published."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("You get a link to confirm. Nobody else sees the address."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=50,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    area = forms.ChoiceField(label=_("Where do you live?"))
    age = forms.ChoiceField(
        label=_("How old are you?"),
        widget=forms.RadioSelect,
        help_text=_("Whoever is sixteen can take part."),
    )
    sex = forms.ChoiceField(
        label=_("How should you be counted?"), choices=Sex.choices, widget=forms.RadioSelect
    )
    household = forms.CharField(
        label=_("Code of somebody you live with"),
        max_length=9,
        required=False,
        help_text=_(
            "Only if somebody of your household registered before you: at most one of a household is "
            "drawn."
        ),
    )
    agrees = forms.BooleanField(
        label=_(
            "I am sixteen or older. I agree that my answers are used to share out the places, and "
            "for nothing else."
        )
    )
    submit_label = _("Register")

    def __init__(self, *args: Any, forum: Forum, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("area", forum.area_names)
        self._choices("age", forum.age_names)
        if user is not None:
            del self.fields["email"]
            self.fields["name"].initial = user.display_name
        if forum.is_drawn_by_lot:
            del self.fields["table"]
        else:
            del self.fields["household"]
            tables = self.fields["table"]
            assert isinstance(tables, forms.ModelChoiceField)  # noqa: S101 - declared above
            tables.queryset = forum.tables.exclude(kind=TableKind.OPERATIVE)

    def _choices(self, name: str, values: list[str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(value, value) for value in values]

    def clean_name(self) -> str:
        """The name on one line, without characters that are not seen."""
        return visible_line(self.cleaned_data["name"])

    def answers(self, language: str) -> Answers:
        """What was typed, as the act takes it."""
        data = self.cleaned_data
        return Answers(
            name=data["name"],
            area=data["area"],
            age=data["age"],
            sex=data["sex"],
            email=data.get("email", ""),
            phone=data["phone"],
            language=language,
            household=data.get("household", ""),
            table=data.get("table"),
        )


class PeopleFilter(forms.Form):
    """The filter of the list of people; wrong values are as if not given."""

    state = forms.ChoiceField(
        label=_("Where the registration stands"),
        required=False,
        choices=[("", _("all")), *State.choices],
    )
