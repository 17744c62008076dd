"""The settlements that a question of this kind offers and takes."""

from prestizh.places.models import Settlement


def offered() -> tuple[tuple[str, str], ...]:
    """EKATTE code and name of every settlement of the municipality, the town first."""
    return tuple((place.ekatte, str(place)) for place in Settlement.objects.all())
