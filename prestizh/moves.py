"""A procedure as data: reading a table of moves, and the same table as a constraint.

Each app keeps its own table (`stages.py`), with its own words. What is read from every such table
alike stands here: the move that a step takes, and the condition that PostgreSQL holds.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.db import models


class Move(Protocol):
    """One lawful step: what is done, from which stage (None: from nothing), to which."""

    @property
    def step(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def target(self) -> str: ...


M = TypeVar("M", bound=Move)


def move_for(moves: Iterable[M], step: str, source: str | None) -> M | None:
    """The lawful move that takes `step` from `source`, or None where the table has none."""
    return next((move for move in moves if move.step == step and move.source == source), None)


def lawful_changes(moves: Iterable[Move]) -> models.Q:
    """The table as a condition on rows with `source` (empty for none), `target` and `step`."""
    condition = models.Q(pk__in=[])
    for number, move in enumerate(moves):
        row = models.Q(source=str(move.source or ""), target=str(move.target), step=str(move.step))
        condition = row if number == 0 else condition | row
    return condition
