"""Beginning a questionnaire: blank, from the library, as a copy, from a file."""

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.questionnaires import codec
from feedback.questionnaires.content import Content, Words
from feedback.questionnaires.library import TEMPLATES
from feedback.questionnaires.models import Purpose, Questionnaire, Version
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def begin(*, actor: User, title: str, title_en: str = "") -> Questionnaire:
    """Begin an empty questionnaire. Raises `Refused`."""
    if not title.strip():
        raise Refused(Obstacle(_("Give the questionnaire a title."), field="title"))
    return _begin(actor, Purpose.OWN, Content(Words(title.strip(), title_en.strip())), "blank")


@transaction.atomic
def begin_from_library(purpose: str, *, actor: User) -> Questionnaire:
    """Begin with a questionnaire of the library. Raises `Refused` for one that isn't there."""
    if purpose not in TEMPLATES:
        raise Refused(
            Obstacle(_("Choose one of the questionnaires that are listed."), field="kind")
        )
    return _begin(actor, Purpose(purpose), TEMPLATES[purpose], f"library:{purpose}")


@transaction.atomic
def copy(questionnaire: Questionnaire, *, actor: User) -> Questionnaire:
    """Begin with what another one asks, its draft before what is published. Raises `Refused`."""
    newest = questionnaire.versions.order_by("-number").first()
    assert newest is not None  # noqa: S101 - each begins with a version
    origin = f"copy:{questionnaire.public_id}"
    return _begin(actor, Purpose(questionnaire.kind), newest.asks, origin)


@transaction.atomic
def take_in(file: bytes, *, actor: User) -> Questionnaire:
    """Begin with a file that was exported here or elsewhere. Raises `Refused` for a bad one.

    A questionnaire that isn't finished is taken in; what is missing is said as for any other.
    """
    access.require(actor, "questionnaire.manage")
    try:
        content = codec.parse(file)
    except Refused as refused:
        raise Refused(
            *(Obstacle(one.sentence, field="file") for one in refused.obstacles)
        ) from None
    if not content.title.bg.strip():
        raise Refused(Obstacle(_("The questionnaire has no title in Bulgarian."), field="file"))
    return _begin(actor, Purpose.OWN, content, "file")


def _begin(actor: User, kind: Purpose, content: Content, origin: str) -> Questionnaire:
    access.require(actor, "questionnaire.manage")
    content = codec.read(codec.write(content))
    now = clock.now()
    row: Questionnaire = Questionnaire.objects.create(
        kind=kind, title=content.title.bg, title_en=content.title.en, made_by=actor, made_at=now
    )
    Version.objects.create(
        questionnaire=row, number=1, content=codec.write(content), edited_by=actor, edited_at=now
    )
    record(
        row.subject,
        "questionnaire.begun",
        actor=actor,
        private={"title": content.title.bg, "origin": origin},
    )
    return row
