"""What can be followed besides everything: topics, settlements, single consultations."""

from django.contrib.auth.models import AnonymousUser

from consultations.models import Consultation
from prestizh.outbox.scopes import scope
from prestizh.places.models import Settlement, Topic


@scope("topic")
def topic(value: str) -> tuple[str, str] | None:
    """A topic that is still offered, by its key."""
    found = Topic.objects.filter(pk=value, retired=False).first() if value.isdecimal() else None
    return None if found is None else (str(found), "")


@scope("settlement")
def settlement(value: str) -> tuple[str, str] | None:
    """A town or village that is still offered, by its key."""
    found = (
        Settlement.objects.filter(pk=value, retired=False).first() if value.isdecimal() else None
    )
    return None if found is None else (str(found), "")


@scope("consultation")
def consultation(value: str) -> tuple[str, str] | None:
    """A consultation that anybody may read, by its public id: a draft can't even be guessed."""
    found = Consultation.objects.visible_to(AnonymousUser()).filter(public_id=value).first()
    return None if found is None else (str(found), found.get_absolute_url())
