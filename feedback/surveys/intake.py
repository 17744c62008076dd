"""How an answer comes in so that nothing in the database says which of them came when.

An anonymous answer first waits. With each new one all that wait are deleted and written anew, in an
order by chance and under fresh keys: so neither the place of a row on the disk nor the number of the
transaction that wrote it tells one from another. When ten wait, five of them by chance are counted
and five stay, to hide those that come next. At the end the rest is counted: five or more, unless
there are fewer than five in all; those are deleted, for nobody may ever read them.

Free words wait by themselves, in the same way, and are never joined to the answer beside which they
were written.
"""

import secrets
import uuid
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, Max

from feedback.surveys.models import Channel, OpenAnswer, Response, Survey
from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.terms import sofia_day

LEAST = 5
POOL = 10

chance = secrets.SystemRandom()
Kept = TypeVar("Kept", Response, OpenAnswer)


@dataclass(frozen=True, slots=True)
class Given:
    """What one person answered: by question, in the shapes of the content; free words and files apart."""

    closed: dict[str, object]
    texts: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, Document], ...] = ()


def put(survey: Survey, given: Given, *, channel: Channel, person: User | None = None) -> None:
    """Keep an answer, within a transaction that holds the survey (`procedure.hold`)."""
    month = sofia_day(clock.now()).replace(day=1)
    response = Response(survey=survey, answers=given.closed, channel=channel, month=month)
    if survey.is_anonymous:
        texts = [OpenAnswer(survey=survey, question=key, text=text) for key, text in given.texts]
        _mix(survey, response, texts)
    else:
        _keep_with_name(survey, response, given, person)


def _keep_with_name(survey: Survey, response: Response, given: Given, person: User | None) -> None:
    response.person, response.batch = person, 1
    response.save(force_insert=True)
    said = [
        OpenAnswer(survey=survey, question=key, text=text, batch=1, response=response)
        for key, text in given.texts
    ]
    said += [
        OpenAnswer(survey=survey, question=key, document=file, batch=1, response=response)
        for key, file in given.files
    ]
    OpenAnswer.objects.bulk_create(said)
    Survey.objects.filter(pk=survey.pk).update(counted=F("counted") + 1)


def _mix(survey: Survey, new: Response, texts: list[OpenAnswer]) -> None:
    waiting, words = [*_take_out(Response, survey), new], [*_take_out(OpenAnswer, survey), *texts]
    counted = LEAST if len(waiting) >= POOL else 0
    told = LEAST if len(words) >= POOL else 0
    number = _next_batch(survey) if counted or told else None
    _write(Response, waiting, counted, number)
    _write(OpenAnswer, words, told, number)
    if counted:
        Survey.objects.filter(pk=survey.pk).update(counted=F("counted") + counted)


def finish(survey: Survey) -> int:
    """Count all that wait when the survey ends, and say how many answers there are in all.

    Of an anonymous survey with fewer than five nothing is kept, and the number is 0.
    """
    waiting, words = _take_out(Response, survey), _take_out(OpenAnswer, survey)
    total = survey.counted + len(waiting)
    if not waiting and not words:
        return total
    if total < LEAST and survey.is_anonymous:
        return 0
    number = _next_batch(survey)
    _write(Response, waiting, len(waiting), number)
    _write(OpenAnswer, words, len(words), number)
    Survey.objects.filter(pk=survey.pk).update(counted=total)
    survey.counted = total
    return total


def _take_out(kind: type[Kept], survey: Survey) -> list[Kept]:
    """The rows that wait, out of the table; to be written anew in the same transaction."""
    waiting = kind._default_manager.filter(survey=survey, batch=None)
    found: list[Kept] = list(waiting)
    waiting.delete()
    return found


def _write(kind: type[Kept], rows: list[Kept], counted: int, batch: int | None) -> None:
    """Write the rows anew in an order by chance; `counted` of them, by chance, into the batch."""
    chance.shuffle(rows)
    for place, row in enumerate(rows):
        row.pk = uuid.uuid4()
        row.batch = batch if place < counted else None
    # Once more, so that the order on the disk does not follow the batch either.
    chance.shuffle(rows)
    kind._default_manager.bulk_create(rows, batch_size=1000)


def _next_batch(survey: Survey) -> int:
    """A number that no row of this survey has yet."""
    known = [
        kind._default_manager.filter(survey=survey).aggregate(last=Max("batch"))["last"]
        for kind in (Response, OpenAnswer)
    ]
    return max(number or 0 for number in known) + 1
