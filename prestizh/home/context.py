"""What every page may say without asking: whose portal this is, and what the reader may do."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from prestizh.places.models import Municipality
from prestizh.ui.artefacts import Reading


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of all templates. Lazy, so that a page which does not ask costs no query.

    `roles` holds the values of the reader's roles, empty for a participant and a visitor.
    """
    return {
        "municipality": SimpleLazyObject(lambda: municipality_of(request)),
        "site_url": settings.SITE_URL,
        "is_demo": settings.DEMO,
        "roles": SimpleLazyObject(lambda: getattr(request.user, "roles", frozenset())),
    }


def municipality_of(request: HttpRequest) -> Municipality:
    """The municipality for this page; a published page finds the one that the process keeps."""
    reading: Reading | None = getattr(request, "reading", None)
    if reading is None:
        return the_municipality()
    kept = reading.kept.get(reading.places_version)
    if not isinstance(kept, Municipality):
        kept = the_municipality()
        reading.kept.clear()
        reading.kept[kept.version] = kept
    return kept


def the_municipality() -> Municipality:
    """The one row, with its arms; an empty one where nobody has filled it in."""
    found = Municipality.objects.select_related("arms").first()
    return found if found is not None else Municipality(pk=1)
