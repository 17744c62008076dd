"""Who speaks in a discussion, and for whom; a body (орган), too, of a higher app.

That app registers itself with `register`. A body is named by a key that stays the same, and its
page is found from the key alone, so that a list of opinions asks nothing for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from consultations.models import Capacity, Opinion, ShownAs
from prestizh.accounts.models import Organisation, Representation, User
from prestizh.refusal import Obstacle, Refused


@dataclass(frozen=True, slots=True)
class Speaker:
    """A body in whose name somebody may speak: its key and its name in Bulgarian."""

    key: str
    name: str


class Speakers(Protocol):
    """The bodies of one app."""

    def of(self, person: User) -> Iterable[Speaker]:
        """Those in whose name this person may speak now."""

    def page(self, key: str) -> str:
        """The address of the body's page in the active language; asks no database."""


_registered: list[Speakers] = []


def register(speakers: Speakers) -> None:
    """Let these bodies speak."""
    _registered.append(speakers)


def bodies_of(person: User) -> list[Speaker]:
    """The bodies in whose name this person may speak."""
    return [one for speakers in _registered for one in speakers.of(person)]


def page_of(key: str) -> str:
    """The page of a body; empty where nobody knows bodies."""
    return _registered[0].page(key) if key and _registered else ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who speaks, for whom, and how they want to be shown (ЗНА чл. 26, ал. 5)."""

    name: str
    capacity: Capacity
    shown_as: ShownAs = ShownAs.NAME
    speaks_for: str = ""
    email: str = ""
    phone: str = ""
    language: str = "bg"
    organisation: Organisation | None = None
    representation: Representation | None = None
    spoken_by: str = ""
    decided: str = ""


def refuse_unsaid(identity: Identity, actor: User | None) -> None:
    """Anonymous opinions are not considered; who speaks for others says for whom."""
    if not identity.name.strip():
        raise Refused(Obstacle(_("Write your name: the law asks who proposes."), field="name"))
    if actor is None and not identity.email.strip():
        raise Refused(Obstacle(_("Write your e-mail, so that you can confirm."), field="email"))
    alone = identity.capacity in {Capacity.SELF, Capacity.SELF_MEMBER}
    if not alone and not identity.speaks_for.strip():
        raise Refused(Obstacle(_("Write for whom you speak."), field="speaks_for"))
    held = identity.representation
    if held is not None and (actor is None or held.user_id != actor.pk):
        raise Refused(_("You have not stated that you speak for this organisation."))


def refuse_no_speaker(actor: User | None, said: Identity, earlier: Opinion | None) -> None:
    """In the name of a body speaks only who keeps its papers, and on a decision of it.

    An `earlier` opinion is supplemented or replaced in the same name only. Raises `Refused`.
    """
    if earlier is not None and earlier.spoken_by != said.spoken_by:
        raise Refused(_("An opinion of a body is changed only in the name of the same body."))
    if not said.spoken_by:
        return
    own = {one.key: one.name for one in bodies_of(actor)} if actor is not None else {}
    if own.get(said.spoken_by) != said.speaks_for:
        raise Refused(Obstacle(_("You don't speak for this body."), field="spoken_by"))
    if not said.decided.strip():
        sentence = _("Write on which decision of the body the opinion rests.")
        raise Refused(Obstacle(sentence, field="decided"))
