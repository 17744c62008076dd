"""How many answers one network may send in an hour, counted in memory and forgotten with it.

The portal's other limits are counted in the database (`prestizh.outbox.limits`). Of an answer that
must be nobody's, a row there would say in which hour a network answered. So each process counts for
itself, under digests whose key is made when it starts and is written nowhere.
"""

import hashlib
import secrets
import threading
import time
from collections import Counter

MOST_AN_HOUR = 120
HOUR = 3600.0
# More networks than this at once are not people: all count as one then.
MOST_NETWORKS = 100_000

_key = secrets.token_bytes(32)
_moving = threading.Lock()
_counted: Counter[bytes] = Counter()
_began = time.monotonic()


def allow(network: str) -> bool:
    """Count one more from this network; False when it had so many within the hour already."""
    global _began
    name = hashlib.blake2b(network.encode(), key=_key, digest_size=16).digest()
    with _moving:
        if time.monotonic() - _began > HOUR:
            _counted.clear()
            _began = time.monotonic()
        if name not in _counted and len(_counted) >= MOST_NETWORKS:
            name = b"all others"
        _counted[name] += 1
        return _counted[name] <= MOST_AN_HOUR


def forget() -> None:
    """Begin to count anew."""
    with _moving:
        _counted.clear()
