"""What higher apps show on the pages of surveys: published results, for instance."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from feedback.surveys.models import Survey


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a page, made for nobody in particular: its template and what that shows."""

    template: str
    context: dict[str, Any]


Maker = Callable[[Survey], Panel | None]
Lister = Callable[[], Panel | None]
_on_page: dict[str, Maker] = {}
_on_desk: dict[str, Maker] = {}
_below_list: dict[str, Lister] = {}


def on_page(maker: Maker) -> Maker:
    """Register what stands on the public page of each survey; public facts only."""
    _on_page[f"{maker.__module__}.{maker.__qualname__}"] = maker
    return maker


def on_desk(maker: Maker) -> Maker:
    """Register what stands on the desk's page of each survey."""
    _on_desk[f"{maker.__module__}.{maker.__qualname__}"] = maker
    return maker


def below_list(lister: Lister) -> Lister:
    """Register what stands below the list of open surveys; public facts only."""
    _below_list[f"{lister.__module__}.{lister.__qualname__}"] = lister
    return lister


def of_survey(survey: Survey) -> list[Panel]:
    """The panels of the public page, in the order of their names."""
    made = (_on_page[name](survey) for name in sorted(_on_page))
    return [panel for panel in made if panel is not None]


def at_desk(survey: Survey) -> list[Panel]:
    """The panels of the desk's page."""
    made = (_on_desk[name](survey) for name in sorted(_on_desk))
    return [panel for panel in made if panel is not None]


def below_the_list() -> list[Panel]:
    """The panels below the list."""
    made = (_below_list[name]() for name in sorted(_below_list))
    return [panel for panel in made if panel is not None]
