"""Reading one JSON object strictly: every field of the right type, none twice, none unknown."""

import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from feedback.questionnaires.content import Condition, Words
from prestizh.refusal import Refused

T = TypeVar("T")

MOST_OPTIONS = 40
LONGEST_WORDS = 2000
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,4})?")


class Fields:
    """The fields of one JSON object, each taken once; `end` refuses what is left."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, dict):
            raise Refused(_("%(place)s: an object in braces is expected.") % {"place": place})
        self.left = dict(data)
        self.place = place

    def take(self, name: str, kind: type[T], default: T) -> T:
        """A value of this very type (true is no number)."""
        value = self.left.pop(name, default)
        if type(value) is not kind:
            self.refuse(_("“%(name)s” has a value of the wrong type.") % {"name": name})
        return value  # type: ignore[no-any-return]  # its type was asked a line above

    def text(self, name: str, longest: int) -> str:
        """A text without control characters, not longer than this."""
        value = self.take(name, str, "").replace("\r\n", "\n")
        if len(value) > longest:
            self.refuse(
                _("“%(name)s” is longer than %(most)d characters.")
                % {"name": name, "most": longest}
            )
        if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in value):
            self.refuse(_("“%(name)s” has characters that are no text.") % {"name": name})
        return value

    def words(self, name: str, longest: int = LONGEST_WORDS) -> Words:
        """A text in two languages."""
        inner = Fields(self.left.pop(name, {}), f"{self.place}, {name}")
        found = Words(inner.text("bg", longest), inner.text("en", longest))
        inner.end()
        return found

    def key(self, name: str = "key") -> str:
        """A stable name in small Latin letters."""
        value = self.take(name, str, "")
        if not KEY.fullmatch(value):
            self.refuse(
                _(
                    "“%(name)s” must be a name of small Latin letters, digits and _, "
                    "at most 40 characters."
                )
                % {"name": name}
            )
        return value

    def condition(self) -> Condition | None:
        """When it is asked, or None for always."""
        if "condition" not in self.left:
            return None
        inner = Fields(self.left.pop("condition"), f"{self.place}, condition")
        options = inner.take("options", list, [])
        if not all(isinstance(option, str) for option in options) or len(options) > MOST_OPTIONS:
            inner.refuse(_("“%(name)s” has a value of the wrong type.") % {"name": "options"})
        found = Condition(inner.key("question"), tuple(options))
        inner.end()
        return found

    def each(
        self, name: str, read_one: Callable[["Fields"], T], most: int, called: str
    ) -> tuple[T, ...]:
        """A list of objects, at most so many."""
        items: list[object] = self.take(name, list, [])
        if len(items) > most:
            self.refuse(
                _("“%(name)s” has %(number)d entries, at most %(most)d are allowed.")
                % {"name": name, "number": len(items), "most": most}
            )
        places = (f"{self.place}, {called % {'number': n}}" for n in range(1, len(items) + 1))
        return tuple(
            read_one(Fields(item, place)) for item, place in zip(items, places, strict=True)
        )

    def refuse(self, sentence: str) -> None:
        """Raise `Refused`, saying the place."""
        raise Refused(f"{self.place}: {sentence}")

    def end(self) -> None:
        """Refuse what nobody took."""
        for name in self.left:
            self.refuse(_("nobody knows what “%(name)s” means.") % {"name": str(name)[:60]})

    def one_of(self, name: str, kind: Callable[[str], T]) -> T:
        """A value of an enumeration."""
        value = self.take(name, str, "")
        try:
            return kind(value)
        except ValueError:
            said = {"name": name, "value": value[:60]}
            raise Refused(
                f"{self.place}: " + _("there is no %(name)s “%(value)s”.") % said
            ) from None

    def number(self, name: str) -> str:
        """A number as a string with a point; empty for none."""
        value = self.take(name, str, "")
        if value and not NUMBER.fullmatch(value):
            self.refuse(_("“%(name)s” must be a number.") % {"name": name})
        return value


def refuse_twice(keys: list[str], place: str) -> None:
    """Raise `Refused` for a key that is there twice."""
    for number, key in enumerate(keys):
        if key in keys[:number]:
            raise Refused(f"{place}: " + _("the key “%(key)s” is there twice.") % {"key": key})
