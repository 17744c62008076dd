"""What can be followed, and how it is called and found.

A scope is `everything`, or a prefix and a value, as in `topic:7`. The apps that have the rows
register how to find them; only what the public may see is found.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Followed:
    """What a scope stands for: its name in the active language, and the path of its page."""

    scope: str
    name: str
    path: str = ""


# From the value after the colon to name and path, or None for what is not there.
Finder = Callable[[str], tuple[str, str] | None]
_finders: dict[str, Finder] = {}


def scope(prefix: str) -> Callable[[Finder], Finder]:
    """Register how the scopes `prefix:<value>` are found."""

    def register(finder: Finder) -> Finder:
        _finders[prefix] = finder
        return finder

    return register


def find(name: str) -> Followed | None:
    """What the scope `name` stands for, or None when there is no such thing (any more)."""
    if name == EVERYTHING:
        return Followed(EVERYTHING, _("Everything new in the portal"))
    if not name.isprintable():  # PostgreSQL knows no NUL
        return None
    prefix, _colon, value = name.partition(":")
    finder = _finders.get(prefix)
    found = finder(value) if finder and value else None
    return None if found is None else Followed(name, *found)
