"""The published file of a draw: what anybody needs to repeat it, as plain data. Knows no Django."""

from collections.abc import Mapping
from typing import Any

from forums.gatherings.selection import (
    FORMAT,
    Candidate,
    Cell,
    Drawn,
    PublicList,
    Stratum,
    digest,
)


def list_as_data(listed: PublicList) -> dict[str, Any]:
    """The list with its digest, ready for JSON; `listed_from` reads it again."""
    return {
        "format": FORMAT,
        "places": listed.places,
        "strata": [
            {
                "key": s.key,
                "area": s.cell.area,
                "age": s.cell.age,
                "sex": s.cell.sex,
                "population": s.population,
            }
            for s in listed.strata
        ],
        "candidates": [
            {"code": c.code, "stratum": c.stratum, "household": c.household}
            for c in listed.candidates
        ],
        "list_sha256": digest(listed),
    }


def listed_from(data: Mapping[str, Any]) -> PublicList:
    """The list that stands in the data."""
    return PublicList(
        places=data["places"],
        strata=tuple(
            Stratum(s["key"], Cell(s["area"], s["age"], s["sex"]), s["population"])
            for s in data["strata"]
        ),
        candidates=tuple(
            Candidate(c["code"], c["stratum"], c["household"]) for c in data["candidates"]
        ),
    )


def result_as_data(drawn: Drawn) -> dict[str, Any]:
    """The outcome, ready for JSON."""
    return {
        "seed": drawn.seed,
        "places": drawn.places,
        "selected": list(drawn.selected),
        "reserve": list(drawn.reserve),
        "passed": list(drawn.passed),
    }
