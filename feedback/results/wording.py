"""How options and points that are joined are named, in both languages."""

from collections.abc import Sequence

from feedback.questionnaires.content import Words

MOST_NAMED = 3


def joined_words(parts: Sequence[Words]) -> Words:
    """„А, Б или В“; of many the first and the last, with their number."""
    return Words(
        _joined([one.bg for one in parts], "или", "общо"),
        _joined([one.en or one.bg for one in parts], "or", "in all"),
    )


def _joined(names: Sequence[str], either: str, together: str) -> str:
    if len(names) > MOST_NAMED:
        return f"{names[0]} – {names[-1]} ({together} {len(names)})"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {either} {names[-1]}"


def point_words(points: Sequence[int]) -> Words:
    """„4“ or „1–3“."""
    text = f"{points[0]}–{points[-1]}" if len(points) > 1 else str(points[0])
    return Words(text, text)
