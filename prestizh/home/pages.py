"""The pages that explain: about, accessibility, privacy, and how the procedure goes."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.stages import MOVES, Stage
from prestizh.accounts.access import ACTS
from prestizh.home.context import the_municipality
from prestizh.home.markdown import rendered
from prestizh.refusal import Sentence
from prestizh.ui.artefacts import published
from prestizh.ui.components import Step


@login_not_required
@published("pages")
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Whose aims the portal carries out, as an administrator wrote it.

    It is made for nobody in particular; who may write it is invited to on the desk.
    """
    context = {"text": rendered(the_municipality().about), "section": "about"}
    return render(request, "home/about.html", context)


@login_not_required
@published("pages")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "home/accessibility.html", {"body": body_of("accessibility")})


@login_not_required
@published("pages")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice."""
    return render(request, "home/privacy.html", {"body": body_of("privacy")})


def body_of(page: str) -> str:
    """The template with the text of a page in the reader's language."""
    language = "en" if get_language() == "en" else "bg"
    return f"home/{page}.{language}.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One lawful step, as the table of the procedure shows it."""

    step: str
    source: str
    target: str
    roles: str
    ground: Sentence


@login_not_required
@published("pages")
@require_safe
def procedure(request: HttpRequest) -> HttpResponse:
    """How a consultation goes, for the reader; and the table that the portal itself obeys."""
    context = {"steps": course(), "rows": table()}
    return render(request, "home/procedure.html", context)


def table() -> list[Row]:
    """The moves of `stages.MOVES` in words."""
    return [
        Row(
            step=str(move.step.label),
            source=str(move.source.label) if move.source else "–",
            target=str(move.target.label),
            roles=", ".join(sorted(str(role.label) for role in ACTS[move.act].roles)),
            ground=move.ground,
        )
        for move in MOVES
    ]


def course() -> list[Step]:
    """The ordinary way of a draft, from the announcement to the council's decision."""
    return [
        Step(
            str(Stage.ANNOUNCED.label).capitalize(),
            _("The municipality may say beforehand what it is preparing and when it will publish."),
        ),
        Step(
            str(Stage.PUBLISHED.label).capitalize(),
            _(
                "The draft stands here with its reasons. For at least 30 days anybody may propose "
                "changes, article by article. A term of 14 to 29 days needs a reason, and the "
                "reason is published."
            ),
        ),
        Step(
            _("Proposals are answered"),
            _(
                "After the end of the term every proposal gets a decision. What is not accepted "
                "gets reasons. An opinion that comes late is registered as late."
            ),
        ),
        Step(
            str(Stage.REPORTED.label).capitalize(),
            _(
                "The closing report lists every proposal with its answer. It is published before "
                "the draft goes to the municipal council, and its authors get a mail."
            ),
        ),
        Step(
            _("The council decides"),
            _("The decision, its number and the adopted text are recorded on the same page."),
        ),
    ]
