"""Which topic an open answer may have: by the words that it shares with answers that have one.

Words are weighed by how rare they are (tf–idf) and answers compared by their cosine. Endings are cut, as
Bulgarian puts its article there. It only suggests; a clerk decides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 5
NEAR = 0.15
MOST = 3
# Frequent words that tell of no topic, cut as all others.
FREQUENT = """
беше бъде всеки всички защо като когато който която което които може много няма повече
само също така това този тази тези трябва още and are for not that the this was with
"""
EMPTY = frozenset(word[:STEM] for word in FREQUENT.split())

Vector = Mapping[str, float]


def suggested(text: str, tagged: Sequence[tuple[str, str]]) -> list[str]:
    """At most three topics for `text`, the likeliest first. `tagged` is (text, topic) of the others."""
    weights = rarity([known for known, _topic in tagged] + [text])
    mine = vector(text, weights)
    found: dict[str, float] = {}
    for known, topic in tagged:
        # A topic is as near as its nearest answer.
        near = cosine(mine, vector(known, weights))
        found[topic] = max(found.get(topic, 0.0), near)
    ordered = sorted(found, key=lambda topic: (-found[topic], topic))
    return [topic for topic in ordered[:MOST] if found[topic] >= NEAR]


def stems(text: str) -> list[str]:
    """The words of a text, small and cut."""
    words = (word[:STEM] for word in WORD.findall(text.lower()))
    return [word for word in words if word not in EMPTY]


def rarity(texts: Iterable[str]) -> dict[str, float]:
    """What each word weighs: more, the fewer of the texts have it."""
    known = [set(stems(text)) for text in texts]
    counts = Counter(word for words in known for word in words)
    return {word: log(1 + len(known) / count) for word, count in counts.items()}


def vector(text: str, weights: Mapping[str, float]) -> Vector:
    """The words of a text with their weights."""
    return {word: count * weights[word] for word, count in Counter(stems(text)).items()}


def cosine(one: Vector, other: Vector) -> float:
    """How alike two texts are, from 0 to 1."""
    sizes = sqrt(sum(x * x for x in one.values()) * sum(x * x for x in other.values()))
    shared = sum(weight * other.get(word, 0) for word, weight in one.items())
    return shared / sizes if sizes else 0.0
