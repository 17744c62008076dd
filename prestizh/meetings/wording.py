"""Rules of quorum and majority, and what is wrong with a proxy, in words."""

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prestizh.meetings.counting import ProxyFault
from prestizh.meetings.rules import Base, Kind, Rounding, Rule

BASES: dict[Base, Promise] = {
    Base.SEATS: gettext_lazy("all seats, the vacant ones counted too"),
    Base.MEMBERS: gettext_lazy("all members"),
    Base.PRESENT: gettext_lazy("those present or represented"),
    Base.VOTING: gettext_lazy("the votes for and against"),
}

SHARES: dict[Fraction, Promise] = {
    Fraction(1, 2): gettext_lazy("half"),
    Fraction(1, 3): gettext_lazy("one third"),
    Fraction(2, 3): gettext_lazy("two thirds"),
    Fraction(1, 4): gettext_lazy("one quarter"),
    Fraction(3, 4): gettext_lazy("three quarters"),
    Fraction(1, 5): gettext_lazy("one fifth"),
    Fraction(2, 5): gettext_lazy("two fifths"),
    Fraction(3, 5): gettext_lazy("three fifths"),
    Fraction(4, 5): gettext_lazy("four fifths"),
}

PROXY_FAULTS: dict[ProxyFault, Promise] = {
    ProxyFault.NOT_ALLOWED: gettext_lazy("The rules of this body know no proxies."),
    ProxyFault.NO_VOTE: gettext_lazy("Who has no vote can't give a proxy."),
    ProxyFault.GIVER_IS_HERE: gettext_lazy("Who is present votes themselves and gives no proxy."),
    ProxyFault.TO_ONESELF: gettext_lazy("Nobody can be their own proxy."),
    ProxyFault.TO_A_STRANGER: gettext_lazy(
        "Only a member with a vote can be a proxy, and only of another member."
    ),
    ProxyFault.PASSED_ON: gettext_lazy(
        "Who is represented by somebody else can't hold a proxy: a proxy is not passed on."
    ),
    ProxyFault.HOLDER_IS_ABSENT: gettext_lazy(
        "The proxy is not here, so who gave it counts as absent."
    ),
    ProxyFault.TOO_MANY: gettext_lazy(
        "This member already holds as many proxies as the rules allow."
    ),
}

EXAMPLE = 7
"""An odd number, so that the rounding is seen."""


def in_words(rule: Rule) -> str:
    """A rule as a sentence, how it is rounded said, with an example of an odd number."""
    values = {
        "share": SHARES.get(rule.share, f"{rule.share.numerator}/{rule.share.denominator}"),
        "base": BASES[rule.base],
        "whole": EXAMPLE,
        "needed": rule.needed(EXAMPLE),
    }
    return str(capfirst(_sentence(rule) % values))


def _sentence(rule: Rule) -> str:
    if rule.kind is Kind.MORE:
        return _("More than %(share)s of %(base)s: of %(whole)d at least %(needed)d.")
    if rule.kind is Kind.AT_LEAST and rule.share == 1:
        return _("Without exception %(base)s: of %(whole)d all %(needed)d.")
    if rule.kind is Kind.AT_LEAST:
        return _(
            "At least %(share)s of %(base)s; a fraction is rounded up: "
            "of %(whole)d at least %(needed)d."
        )
    if rule.rounding is Rounding.UP:
        return _(
            "%(share)s of %(base)s, rounded up, and one more: of %(whole)d at least %(needed)d."
        )
    return _("%(share)s of %(base)s, rounded down, and one more: of %(whole)d at least %(needed)d.")
