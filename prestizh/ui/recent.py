"""What a process keeps in memory: the last used, within a number and a size."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

MAXIMUM_PAGES = 2000
# Of one store; a process has two of pages.
MAXIMUM_BYTES = 64 * 1024 * 1024

Kept = TypeVar("Kept")


def weightless(_kept: object) -> int:
    """The size of what is small: only its number is bounded."""
    return 0


class Recent(OrderedDict[str, Kept]):
    """Keeps the last put, at most `MAXIMUM_PAGES` with `MAXIMUM_BYTES`; threads may put and take at once.

    `size_of` says how many bytes one takes. What is larger than all the room is not kept.
    """

    def __init__(self, size_of: Callable[[Kept], int] = weightless) -> None:
        super().__init__()
        self.size_of = size_of
        self.size = 0
        self.moving = threading.Lock()

    def put(self, name: str, kept: Kept) -> Kept:
        """Keep it in place of what had this name, and drop what was not used for longest."""
        with self.moving:
            self._drop(name)
            size = self.size_of(kept)
            if size <= MAXIMUM_BYTES:
                self[name] = kept
                self.size += size
            while len(self) > MAXIMUM_PAGES or self.size > MAXIMUM_BYTES:
                self._drop(next(iter(self)))
        return kept

    def touch(self, name: str) -> None:
        """Let it be the last to go; another thread may have dropped it meanwhile."""
        with self.moving, suppress(KeyError):
            self.move_to_end(name)

    def _drop(self, name: str) -> None:
        if name in self:
            self.size -= self.size_of(self.pop(name))
