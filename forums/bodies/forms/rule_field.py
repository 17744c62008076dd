"""Quorum and majority are chosen from formulas in words with the rounding said, never typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from prestizh.meetings.rules import read_rule
from prestizh.meetings.wording import in_words

QUORUMS = (
    "> 1/2 of members",
    ">= 1/2 of members",
    "1/2 + 1 of members, down",
    "1/2 + 1 of members, up",
    ">= 2/3 of members",
    "> 1/2 of seats",
    ">= 1/2 of seats",
    "1/2 + 1 of seats, down",
    "1/2 + 1 of seats, up",
    ">= 2/3 of seats",
)
MAJORITIES = (
    "> 1/2 of present",
    ">= 1/2 of present",
    "1/2 + 1 of present, down",
    ">= 2/3 of present",
    "> 1/2 of voting",
    ">= 2/3 of voting",
    "> 1/2 of members",
    "1/2 + 1 of members, down",
    ">= 2/3 of members",
    ">= 3/4 of members",
    "> 1/2 of seats",
    ">= 2/3 of seats",
)
# One member of any body: the smallest share that a formula can say is still one person.
ANY_MEMBER = ">= 1/99 of members"
SHARES = ("", ANY_MEMBER, ">= 1/5 of members", ">= 1/4 of members", ">= 1/3 of members")


def rule_said(expression: str) -> str:
    """A formula as the page says it. Raises ValueError for what is none."""
    return in_words(read_rule(expression))


def share_said(expression: str) -> str:
    """Who may ask for an extraordinary meeting. Raises ValueError for what is no formula."""
    if not expression:
        return _("Only the chair calls a meeting.")
    if expression == ANY_MEMBER:
        return _("Any one member.")
    return rule_said(expression)


class RuleField(forms.ChoiceField):
    """A choice among formulas; one that the body already has is offered, too."""

    def __init__(self, offered: tuple[str, ...], **options: Any) -> None:
        self.offered = offered
        self.say = share_said if "" in offered else rule_said
        super().__init__(choices=self._named, required="" not in offered, **options)

    def _named(self) -> list[tuple[str, str]]:
        return [(one, self.say(one)) for one in self.offered]

    def offer(self, held: str) -> None:
        """Offer what the body has, though the list does not name it."""
        if held not in self.offered:
            self.choices = [*self._named(), (held, self.say(held))]
