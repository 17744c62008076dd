"""A body gives its opinion in a public discussion through who keeps its papers."""

from collections.abc import Iterator

from django.urls import reverse

from consultations.speaking import Speaker, register
from forums.bodies.models.body import kept_by
from forums.bodies.stages import BodyStage
from prestizh.accounts.models import User


class Bodies:
    """Bodies that are at work, named by their public id."""

    def of(self, person: User) -> Iterator[Speaker]:
        """Those whose secretary this person is."""
        for body in kept_by(person).filter(stage=BodyStage.ACTIVE):
            yield Speaker(body.public_id, body.name)

    def page(self, key: str) -> str:
        """The body's page."""
        return reverse("bodies:page", args=[key])


register(Bodies())
