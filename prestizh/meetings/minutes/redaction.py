"""What the public reads of minutes: without what is private by its kind or was marked.

Left out by themselves: what was said on an item heard without the public, papers for the members,
guests who did not agree to be named, what a conflict of interest consists of. The copy says each
time that something is left out.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from prestizh.meetings.minutes.content import Content
from prestizh.meetings.models import Ground, Redaction

# Everything that people wrote. Codes, numbers and instants hold no passage.
WORDS = frozenset(
    {
        "title",
        "place",
        "chaired_by",
        "minute_taker",
        "introduction",
        "closing",
        "name",
        "speaks_for",
        "represents",
        "proxy",
        "cast_by",
        "text",
        "speaker",
        "notes",
        "statement",
    }
)
SHORTEST = 3
"""Characters of a passage: less would stand inside of other words."""


def public_copy(content: Content, redactions: Iterable[Redaction]) -> Content:
    """The content as everybody may read it, with `left_out` on the whole and on each item."""
    shown = {
        **content,
        "guests": [
            {"name": one["name"], "represents": one["represents"]}
            for one in content["guests"]
            if one["may_be_named"]
        ],
        "unnamed_guests": sum(not one["may_be_named"] for one in content["guests"]),
        "items": [_shown(item) for item in content["items"]],
    }
    counts: dict[str, int] = {}
    for row in redactions:
        shown, found = _without(shown, pattern_of(row.passage), marker(Ground(row.ground)))
        counts[row.ground] = counts.get(row.ground, 0) + found
    return {**shown, "left_out": {ground: found for ground, found in counts.items() if found}}


def _shown(item: Content) -> Content:
    papers = [{"title": one["title"]} for one in item["papers"] if not one["is_private"]]
    shown = {
        **item,
        "papers": papers,
        "private_papers": len(item["papers"]) - len(papers),
        "conflicts": [{"name": one["name"]} for one in item["conflicts"]],
    }
    if not item["is_closed"]:
        return shown
    # What was decided and how the votes went is public; what was said behind it is not.
    return {
        **shown,
        "text": "",
        "notes": "",
        "speaker": "",
        "papers": [],
        "private_papers": len(item["papers"]),
        "opinions": [],
        "motions": [{**motion, "text": "", "ballots": []} for motion in item["motions"]],
    }


def pattern_of(passage: str) -> re.Pattern[str]:
    """Finds a passage wherever it stands, however its words are spaced and cased."""
    return re.compile(r"\s+".join(map(re.escape, passage.split())), re.IGNORECASE)


def occurrences(content: Content, passage: str) -> int:
    """How often a passage stands in what people wrote."""
    return _without(content, pattern_of(passage), "")[1]


def marker(ground: Ground) -> str:
    """What stands in place of a passage; minutes are in Bulgarian."""
    with override("bg"):
        return _("[left out: %(ground)s]") % {"ground": ground.label}


def _without(content: Content, pattern: re.Pattern[str], mark: str) -> tuple[Content, int]:
    """The content with the marks, and how many there are."""
    found = 0

    def replaced(value: Any, name: str = "") -> Any:
        nonlocal found
        if isinstance(value, dict):
            return {key: replaced(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [replaced(one, name) for one in value]
        if isinstance(value, str) and name in WORDS:
            value, times = pattern.subn(lambda _match: mark, value)
            found += times
        return value

    return replaced(content), found
