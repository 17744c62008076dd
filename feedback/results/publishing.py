"""Publishing the results of a survey: once, when it is closed and five or more have answered."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.results import reading
from feedback.results.content import digest_of
from feedback.results.figures import LEAST
from feedback.results.models import LISTS, Publication, publication_key
from feedback.surveys.models import Survey
from feedback.surveys.models import publication_key as survey_key
from feedback.surveys.procedure import LISTS as SURVEYS
from feedback.surveys.stages import SurveyStage
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import request_rendition
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, refuse_if_any
from prestizh.ui.artefacts import changed

LANGUAGES = ("bg", "en")


def paper_key(found: Publication, language: str) -> str:
    """Under which the PDF is made once."""
    return f"survey_results.pdf:{found.pk}:{language}"


def paper_of(found: Publication, language: str) -> Rendition | None:
    """The PDF in this language, or how far the worker is with it."""
    rows = Rendition.objects.select_related("document")
    return rows.filter(key=paper_key(found, language)).first()


def obstacles(survey: Survey) -> list[Obstacle]:
    """What stands in the way of publishing."""
    found = []
    if survey.stage != SurveyStage.CLOSED:
        found.append(Obstacle(_("Results are published when the survey is closed.")))
    elif survey.counted < LEAST:
        found.append(
            Obstacle(_("Fewer than five people answered. Their answers are shown to nobody."))
        )
    if Publication.objects.filter(survey=survey).exists():
        found.append(Obstacle(_("The results are published; they are not changed.")))
    return found


@transaction.atomic
def publish(survey: Survey, *, actor: User, words: str = "") -> Publication:
    """Freeze the results and show them to everybody. Raises `Refused`."""
    row: Survey = (
        Survey.objects.select_for_update(of=("self",)).select_related("version").get(pk=survey.pk)
    )
    access.require(actor, "results.publish", row.subject)
    refuse_if_any(obstacles(row))
    content = {"results": reading.results(row).frozen(), "voices": reading.voices(row)}
    digest = digest_of(content)
    entry = record(
        row.subject_of_record,
        "survey.results_published",
        actor=actor,
        public={"survey": row.public_id, "sha256": digest, "answers": str(row.counted)},
    )
    made: Publication = Publication.objects.create(
        survey=row,
        content=content,
        digest=digest,
        words=words.strip(),
        record_number=entry.number,
        published_by=actor,
        published_at=clock.now(),
    )
    for language in LANGUAGES:
        request_rendition(
            "survey_results.pdf", str(made.pk), language, key=paper_key(made, language)
        )
    changed(LISTS, SURVEYS, publication_key(row.public_id), survey_key(row.public_id))
    return made
