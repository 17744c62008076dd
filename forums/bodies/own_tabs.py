"""The desk's pages about the body itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.desk_tabs import Maker, Tab, tab
from forums.bodies.models import Body
from forums.bodies.stages import BodyStage
from prestizh.accounts.access import Anyone, may
from prestizh.refusal import Sentence

LIVING = frozenset({BodyStage.DRAFT, BodyStage.ACTIVE})
AT_WORK = frozenset({BodyStage.ACTIVE})


def page(name: str, label: Sentence, act: str, stages: frozenset[BodyStage]) -> Maker:
    """The maker of a tab that is there for those who may `act`, at these stages."""

    def made(body: Body, reader: Anyone) -> Tab | None:
        if body.stage not in stages or not may(reader, act, body.subject):
            return None
        return Tab(name, label, reverse(f"bodies:{name}", args=[body.public_id]))

    return made


def overview(body: Body, _reader: Anyone) -> Tab:
    """The first page, for whoever sees the desk of this body."""
    return Tab("desk_page", _("Overview"), reverse("bodies:desk_page", args=[body.public_id]))


tab(10)(overview)
tab(12)(page("desk_facts", _("Facts and rules"), "body.edit", LIVING))
tab(14)(page("desk_seats", _("Seats and members"), "body.edit", LIVING))
tab(80)(page("desk_rules", _("Rules of procedure"), "body.edit", AT_WORK))
tab(82)(page("desk_papers", _("Drafts of papers"), "body.edit", LIVING))
tab(84)(page("desk_secretaries", _("Secretaries"), "body.manage", LIVING))
tab(90)(page("desk_end", _("End of the body's work"), "body.manage", AT_WORK))
