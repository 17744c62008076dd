"""Forms of those who take part: a proposal, who speaks, and the list's filter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import Capacity, ProposalKind, ShownAs
from consultations.models.opinion import FILE_KINDS, MAXIMUM_CHARACTERS
from consultations.proposing import Identity
from consultations.speaking import bodies_of
from consultations.state import INTERNAL, State
from prestizh.accounts.forms import visible_line
from prestizh.accounts.models import Organisation, Representation, User
from prestizh.documents.keeping import LARGEST
from prestizh.documents.kinds import extensions
from prestizh.places.models import Settlement, Topic
from prestizh.ui.forms import BoundedFileField, PortalForm, TextArea

WHOLE_KINDS = (ProposalKind.REMARK, ProposalKind.QUESTION, ProposalKind.SUPPORT)
ARTICLE_KINDS = (
    ProposalKind.REWORD,
    ProposalKind.DELETE,
    ProposalKind.ADD,
    ProposalKind.REMARK,
    ProposalKind.QUESTION,
)


def kinds_for(*, whole: bool) -> list[tuple[str, str]]:
    """The kinds offered under an article, or for the draft as a whole."""
    kinds = (*WHOLE_KINDS, ProposalKind.ADD) if whole else ARTICLE_KINDS
    return [(kind.value, str(kind.label)) for kind in kinds]


class ProposalForm(PortalForm):
    """One proposal, as it is corrected in the basket."""

    # The anchor of the article it was written under, so that it is kept when something is wrong.
    provision = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What do you propose?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("I propose this text"),
        required=False,
        strip=True,
        help_text=_("Change the present text. For a remark or a question leave it as it is."),
        widget=TextArea(limit=MAXIMUM_CHARACTERS, rows=8),
    )
    reasons = forms.CharField(
        label=_("Why, or what do you want to say or ask?"),
        required=False,
        widget=TextArea(limit=MAXIMUM_CHARACTERS, rows=6),
    )
    file = BoundedFileField(
        label=_("A file, if you have one"),
        required=False,
        accept=extensions(FILE_KINDS),
        max_bytes=LARGEST,
    )
    submit_label = _("Save")

    def __init__(self, *args: Any, whole: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = kinds_for(whole=whole)


class IdentityForm(PortalForm):
    """Who speaks and for whom: asked last."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name and family name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send you a link to confirm. It is never shown to anybody."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=50,
        required=False,
        help_text=_("Only in case the mail does not reach you."),
    )
    capacity = forms.ChoiceField(
        label=_("For whom do you speak?"),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "The law asks for this in the closing report. If you write for yourself, you don't "
            "have to register anywhere."
        ),
    )
    speaks_for = forms.CharField(
        label=_("Name of the organisation, group or institution"),
        max_length=200,
        required=False,
        help_text=_("Only if you don't speak for yourself."),
    )
    shown_as = forms.ChoiceField(
        label=_("How is your name shown?"),
        choices=ShownAs.choices,
        initial=ShownAs.NAME,
        widget=forms.RadioSelect,
    )
    submit_label = _("Send my opinion")

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.bodies: dict[str, str] = {}
        if user is not None:
            del self.fields["email"]
            del self.fields["phone"]
            self.fields["name"].initial = user.display_name
            self._offer_organisations(user)
            self._offer_bodies(user)

    def _offer_organisations(self, user: User) -> None:
        held = Representation.objects.filter(user=user, ended_at=None).select_related(
            "organisation"
        )
        if not held.exists():
            return
        self.fields["representation"] = forms.ModelChoiceField(
            held,
            label=_("Which of your organisations?"),
            required=False,
            empty_label=_("none of these"),
            help_text=_("Only if you speak for an organisation."),
        )
        self.order_fields(["name", "capacity", "representation", "speaks_for", "shown_as"])

    def _offer_bodies(self, user: User) -> None:
        """The bodies whose papers this person keeps: the opinion can be the body's own."""
        self.bodies = {one.key: one.name for one in bodies_of(user)}
        if not self.bodies:
            return
        self.fields["spoken_by"] = forms.ChoiceField(
            label=_("In the name of which body?"),
            choices=[("", _("none of these")), *self.bodies.items()],
            required=False,
            help_text=_("Then it is shown as the opinion of the body, with a link to its page."),
        )
        self.fields["decided"] = forms.CharField(
            label=_("On which decision of the body does it rest?"),
            max_length=300,
            required=False,
            help_text=_("For example: протокол № 3 от 12.05.2026, решение № 2."),
        )

    def clean_name(self) -> str:
        """The name on one line, without characters that are not seen."""
        return visible_line(self.cleaned_data["name"])

    def clean_speaks_for(self) -> str:
        """The same for the name of a body."""
        given: str = self.cleaned_data["speaks_for"]
        return visible_line(given) if given else ""

    def clean(self) -> dict[str, Any]:
        """Who speaks for others says for whom."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        capacity = cleaned.get("capacity")
        held = cleaned.get("representation")
        if cleaned.get("spoken_by"):
            cleaned["capacity"] = capacity = Capacity.INSTITUTION
            cleaned["speaks_for"] = self.bodies[cleaned["spoken_by"]]
        if capacity == Capacity.ORGANISATION and held is not None:
            cleaned["speaks_for"] = held.organisation.name
        speaks_alone = capacity in {Capacity.SELF, Capacity.SELF_MEMBER, None}
        if not speaks_alone and not cleaned.get("speaks_for"):
            self.add_error("speaks_for", _("Write for whom you speak."))
        return cleaned

    def identity(self, language: str) -> Identity:
        """What was typed, as the act takes it."""
        data = self.cleaned_data
        capacity = Capacity(data["capacity"])
        held: Representation | None = data.get("representation")
        if capacity != Capacity.ORGANISATION:
            held = None
        organisation: Organisation | None = held.organisation if held else None
        own = capacity == Capacity.SELF
        return Identity(
            name=data["name"],
            capacity=capacity,
            shown_as=ShownAs(data["shown_as"]),
            speaks_for="" if own else data.get("speaks_for", ""),
            email=data.get("email", ""),
            phone=data.get("phone", ""),
            language=language,
            organisation=organisation,
            representation=held,
            spoken_by=data.get("spoken_by", ""),
            decided=data.get("decided", "") if data.get("spoken_by") else "",
        )


class FilterForm(forms.Form):
    """The filter of the list: all optional, wrong values are as if not given."""

    q = forms.CharField(label=_("Words in the title"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    topic = forms.ModelChoiceField(
        Topic.objects.filter(retired=False), label=_("Topic"), required=False, empty_label=_("all")
    )
    settlement = forms.ModelChoiceField(
        Settlement.objects.filter(retired=False),
        label=_("Settlement"),
        required=False,
        empty_label=_("all"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        states = [(s.value, s.label) for s in State if s not in INTERNAL]
        field.choices = [("", _("all")), *states]
