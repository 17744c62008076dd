"""What is asked of a person who makes an account, beyond address and password."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.models import User


class SignUpForm(forms.Form):
    """The part of the sign-up form that is ours; allauth adds the address and the password."""

    display_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_(
            "Name and family name. With each opinion you choose whether it is shown to the public."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=[("bg", "Български"), ("en", "English")]
    )
    field_order = ("display_name", "email", "password1", "language")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].initial = get_language() or "bg"

    def clean_display_name(self) -> str:
        """The name on one line, without characters that are not seen."""
        return visible_line(self.cleaned_data["display_name"])

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep what was asked here; allauth has just made the person."""
        user.display_name = self.cleaned_data["display_name"]
        user.language = self.cleaned_data["language"]
        user.save(update_fields=["display_name", "language"])


def visible_line(text: str) -> str:
    """`text` as one line of printable characters. Raises ValidationError if nothing is left."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not line:
        raise forms.ValidationError(_("Write at least one letter."), code="required")
    return line
