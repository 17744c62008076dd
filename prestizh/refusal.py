"""What an act raises when it cannot go ahead: a sentence for the person who tried."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Sentence = str | Promise


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way of an act, said as a translated sentence.

    `law` cites the article that asks for it, empty where none does. `field` names the
    form field (or the anchor on the page) where it can be mended.
    """

    sentence: Sentence
    law: Sentence = ""
    field: str = ""


class Refused(Exception):  # noqa: N818 - a refusal is no error
    """An act can't go ahead. `obstacles` holds at least one reason, ready to be shown."""

    def __init__(self, *reasons: Sentence | Obstacle) -> None:
        super().__init__(*reasons)
        self.obstacles = tuple(
            reason if isinstance(reason, Obstacle) else Obstacle(reason) for reason in reasons
        )

    def __str__(self) -> str:
        return " ".join(str(obstacle.sentence) for obstacle in self.obstacles)


def refuse_if_any(obstacles: Iterable[Obstacle]) -> None:
    """Raise `Refused` with every obstacle found; do nothing when the way is free."""
    found = tuple(obstacles)
    if found:
        raise Refused(*found)
