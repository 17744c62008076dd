"""Who may do what: every act with its sentence, and the roles it is granted to.

Deny by default: an act that is not in `ACTS` can't be asked for, and one with no role is nobody's.
Rows reach a view only through `visible_to(user)` and `editable_by(user)` of their QuerySet, which
ask here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.models import Role, User
from prestizh.refusal import Refused, Sentence

P = ParamSpec("P")
Anyone: TypeAlias = User | AnonymousUser | AbstractBaseUser

CLERK, MODERATOR, SECRETARY = Role.CLERK, Role.MODERATOR, Role.SECRETARY
ADMINISTRATOR, AUDITOR = Role.ADMINISTRATOR, Role.AUDITOR


@dataclass(frozen=True, slots=True)
class Grant:
    """An act as a sentence, and who may do it: roles of the portal, relations to one subject."""

    sentence: Sentence
    roles: frozenset[Role]
    relations: frozenset[str] = frozenset()


def _to(sentence: Sentence, *roles: Role, within: tuple[str, ...] = ()) -> Grant:
    return Grant(sentence, frozenset(roles), frozenset(within))


ACTS: dict[str, Grant] = {
    # direct participation
    "direct.keep": _to(_("keep the register of direct participation"), CLERK),
    "direct.read_names": _to(
        _("read the names of initiative committees that are not public"), CLERK, AUDITOR
    ),
    # consultations
    "consultation.read_drafts": _to(
        _("read drafts before they are published"), CLERK, ADMINISTRATOR, AUDITOR
    ),
    "consultation.draft": _to(_("prepare a draft"), CLERK),
    "consultation.publish": _to(_("publish a draft for discussion"), CLERK),
    "consultation.correct": _to(_("record a technical correction"), CLERK),
    "consultation.answer": _to(_("answer proposals"), CLERK),
    "consultation.close": _to(_("publish the closing report"), CLERK),
    "consultation.withdraw": _to(_("withdraw a draft"), CLERK),
    "consultation.outcome": _to(_("record what became of a draft"), CLERK),
    "opinion.read_unconfirmed": _to(
        _("read opinions that await confirmation, with their contacts"), CLERK, AUDITOR
    ),
    "opinion.confirm": _to(_("confirm an opinion by telephone, or set it aside"), CLERK),
    "opinion.admit": _to(_("decide on a late opinion"), CLERK),
    # bodies
    "body.desk": _to(_("see the desk of the bodies"), CLERK, SECRETARY, ADMINISTRATOR, AUDITOR),
    "body.read_drafts": _to(_("read of bodies in preparation"), CLERK, ADMINISTRATOR, AUDITOR),
    "body.manage": _to(_("found a body, end it and name its secretary"), CLERK),
    "body.edit": _to(_("edit the facts and rules of a body"), CLERK, within=("secretary",)),
    "body.appoint": _to(_("record who sits in a body"), CLERK, within=("secretary",)),
    # workspaces of bodies
    "workspace.open": _to(_("open the workspace of a body"), CLERK, within=("secretary",)),
    "workspace.read": _to(
        _("read in the workspace of a body"), AUDITOR, within=("secretary", "member")
    ),
    "workspace.write": _to(_("work in the workspace of a body"), within=("secretary", "member")),
    "workspace.keep": _to(
        _("keep order in a workspace and decide on its text"), within=("secretary",)
    ),
    "workspace.hand_over": _to(
        _("make a draft for public discussion of a group's final text"), CLERK
    ),
    "workspace.close": _to(_("close the workspace of a body"), within=("secretary", "chair")),
    # meetings
    "meeting.convene": _to(_("plan and convene a meeting"), CLERK, within=("secretary",)),
    "meeting.minute": _to(
        _("note attendance, votes and decisions of a meeting"), CLERK, within=("secretary",)
    ),
    "meeting.take_part": _to(_("reply to an invitation and vote"), within=("member",)),
    "meeting.read_private": _to(
        _("read the papers of a meeting that are not public"),
        CLERK,
        AUDITOR,
        within=("member", "secretary"),
    ),
    # recommendations
    "recommendation.read_drafts": _to(
        _("read recommendations before they are sent"), CLERK, AUDITOR
    ),
    "recommendation.manage": _to(
        _("write down and send what a body recommends"), CLERK, within=("secretary",)
    ),
    "recommendation.enter_answer": _to(
        _("enter an answer that came on paper"), CLERK, within=("secretary",)
    ),
    # calls for members
    "call.read_drafts": _to(
        _("read calls before they are published"), CLERK, ADMINISTRATOR, AUDITOR
    ),
    "call.manage": _to(_("prepare a call and publish it"), CLERK, within=("secretary",)),
    "call.select": _to(
        _("ask applicants, keep the protocol, publish the result"), CLERK, within=("secretary",)
    ),
    "application.read": _to(_("read applications"), CLERK, AUDITOR, within=("secretary",)),
    # citizen and deliberative forums
    "forum.manage": _to(_("run a citizen or deliberative forum"), CLERK, within=("secretary",)),
    "forum.read_people": _to(
        _("see who registered for a forum"), CLERK, AUDITOR, within=("secretary",)
    ),
    # minutes
    "minutes.write": _to(
        _("draw up the minutes of a meeting and publish them"), CLERK, within=("secretary",)
    ),
    "minutes.remark": _to(_("remark on draft minutes"), within=("member",)),
    "minutes.sign": _to(_("sign minutes"), CLERK, within=("secretary", "member", "chair")),
    # yearly reports
    "report.publish": _to(_("publish the yearly report of a body"), CLERK, within=("secretary",)),
    # questionnaires
    "questionnaire.read": _to(
        _("read questionnaires before they are given out"), CLERK, ADMINISTRATOR, AUDITOR
    ),
    "questionnaire.manage": _to(_("make questionnaires"), CLERK, ADMINISTRATOR),
    # proposals for better participation and measures
    "improvement.read": _to(
        _("read proposals for better participation before they are public"),
        CLERK,
        ADMINISTRATOR,
        AUDITOR,
    ),
    "improvement.manage": _to(
        _("answer proposals for better participation and add measures"), CLERK, ADMINISTRATOR
    ),
    # surveys
    "survey.read": _to(
        _("see the desk of surveys"), CLERK, ADMINISTRATOR, AUDITOR, within=("secretary",)
    ),
    "survey.manage": _to(
        _("prepare, open and close a survey"), CLERK, ADMINISTRATOR, within=("secretary",)
    ),
    "survey.type_in": _to(
        _("type in answers that came on paper"), CLERK, ADMINISTRATOR, within=("secretary",)
    ),
    # participation reports
    "participation.make": _to(
        _("make participation reports and ask for them regularly"), ADMINISTRATOR, CLERK
    ),
    "participation.publish": _to(_("publish a participation report"), ADMINISTRATOR),
    "participation.read": _to(
        _("read participation reports before they are published"), ADMINISTRATOR, CLERK, AUDITOR
    ),
    # the map of stakeholders
    "stakeholder.read": _to(_("read the map of stakeholders"), CLERK, ADMINISTRATOR, AUDITOR),
    "stakeholder.manage": _to(
        _("score stakeholders and invite them to take part"), CLERK, ADMINISTRATOR
    ),
    # results of surveys
    "results.read": _to(
        _("see the results of surveys at the desk"),
        CLERK,
        SECRETARY,
        ADMINISTRATOR,
        AUDITOR,
    ),
    "results.publish": _to(
        _("sort open answers and publish the results of a survey"),
        CLERK,
        ADMINISTRATOR,
        within=("secretary",),
    ),
    # people and organisations
    "organisation.verify": _to(_("verify an organisation and its representatives"), CLERK),
    "organisation.read": _to(
        _("see the organisations and who speaks for them"), CLERK, ADMINISTRATOR, AUDITOR
    ),
    "people.read": _to(_("see the list of people"), ADMINISTRATOR, AUDITOR),
    "people.manage": _to(_("give and take back roles"), ADMINISTRATOR),
    # places and settings
    "places.manage": _to(_("edit settlements, topics, units and special days"), ADMINISTRATOR),
    "municipality.manage": _to(_("edit the municipality's settings and notices"), ADMINISTRATOR),
    # exports
    "export.full": _to(
        _("take a table with all names, for a court or an inspection"), ADMINISTRATOR, AUDITOR
    ),
    "overview.read": _to(_("see what is late and what is due"), ADMINISTRATOR, AUDITOR),
    # operation
    "operation.read": _to(_("see what waits and what failed"), ADMINISTRATOR, AUDITOR),
    "operation.retry": _to(_("try a failed message or document again"), ADMINISTRATOR),
    "documents.read": _to(_("read files that are not public"), CLERK, MODERATOR, AUDITOR),
}


# Whether a person stands in a relation to the subject (of the record) of a body.
Relation = Callable[[User, UUID], bool]
_relations: dict[str, Relation] = {}


def relation(name: str) -> Callable[[Relation], Relation]:
    """Register what `name` means in `within` of the table: a higher app knows the rows."""

    def register(predicate: Relation) -> Relation:
        _relations[name] = predicate
        return predicate

    return register


def may(user: Anyone | None, act: str, within: UUID | None = None) -> bool:
    """Whether `user` may do `act` now, by role or by relation to the subject `within`.

    Raises KeyError for an act that is not in the table.
    """
    grant = ACTS[act]
    if not isinstance(user, User) or not user.is_active:
        return False
    if not grant.roles.isdisjoint(user.roles):
        return True
    return within is not None and any(
        _relations[name](user, within) for name in sorted(grant.relations)
    )


def require(user: Anyone | None, act: str, within: UUID | None = None) -> User:
    """The person, who may do `act`. Raises `Refused` with a sentence for anybody else."""
    if not may(user, act, within) or not isinstance(user, User):
        raise Refused(_("You may not do this: %(act)s.") % {"act": ACTS[act].sentence})
    return user


def only_for(
    *acts: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Mark a view as one for those who may do any of `acts`; for all others it doesn't exist.

    A visitor gets the same 404, not the sign-in page: that would tell that the address is one.
    """

    def mark(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not any(may(request.user, act) for act in acts):
                raise Http404
            return view(request, *args, **kwargs)

        return login_not_required(guarded)

    return mark


def person_of(request: HttpRequest) -> User:
    """The signed-in person of a request. Raises Http404 for a visitor."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
