"""What every page may say without asking: whose portal this is, and what the reader may do."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from prestizh.places.models import Municipality


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of all templates. Lazy, so that a page which does not ask costs no query.

    `roles` holds the values of the reader's roles, empty for a participant and a visitor.
    """
    return {
        "municipality": SimpleLazyObject(the_municipality),
        "site_url": settings.SITE_URL,
        "is_demo": settings.DEMO,
        "roles": SimpleLazyObject(lambda: getattr(request.user, "roles", frozenset())),
    }


def the_municipality() -> Municipality:
    """The one row, with its arms; an empty one where nobody has filled it in."""
    found = Municipality.objects.select_related("arms").first()
    return found if found is not None else Municipality(pk=1)
