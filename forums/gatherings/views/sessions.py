"""The secretary's desk of the sessions: attendance, motions, votes by table, projects."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.gatherings import projects as project_acts
from forums.gatherings import sessions, voting
from forums.gatherings.forms.sessions import (
    AttendanceForm,
    BulletinForm,
    CriterionForm,
    FollowUpForm,
    JudgeForm,
    MotionForm,
    SessionForm,
    VoteForm,
)
from forums.gatherings.models import Forum, TableKind
from forums.gatherings.showing import motions_of, session_page_of, sessions_of
from forums.gatherings.views.desk import WRITES, at_desk, show
from forums.gatherings.views.files import file_of_ideas, file_of_session, file_of_sessions
from prestizh.accounts.access import person_of
from prestizh.ui.refusing import done, tried


@at_desk("forum.manage")
@require_http_methods(WRITES)
def listing(request: HttpRequest, forum: Forum) -> HttpResponse:
    """All sessions, and the form for the next one."""
    form = SessionForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: sessions.plan(forum, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The session is announced."))
        return redirect("gatherings:sessions", forum.body.public_id)
    rows = sessions_of(forum)
    file = file_of_sessions(request, rows)
    if file is not None:
        return file
    return show(request, forum, "sessions", form, form=form, sessions=rows)


@at_desk("forum.manage")
@require_safe
def one(request: HttpRequest, forum: Forum, number: int) -> HttpResponse:
    """One session: what was entered, and what is next."""
    session = get_object_or_404(forum.sessions, number=number)
    shown = session_page_of(session)
    file = file_of_session(request, shown)
    if file is not None:
        return file
    return show(request, forum, "session", session=session, **shown)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def held(request: HttpRequest, forum: Forum, number: int) -> HttpResponse:
    """Enter how many of each table are there."""
    session = get_object_or_404(forum.sessions, number=number)
    form = AttendanceForm(request.POST or None, tables=forum.tables.all())
    actor = person_of(request)
    if done(form, lambda: sessions.hold(session, actor=actor, present=form.present())):
        messages.success(request, _("The attendance is entered."))
        return redirect("gatherings:desk_session", forum.body.public_id, number)
    title = _("Attendance by tables")
    return show(request, forum, "form", form, form=form, heading=title, session=session)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def bulletin(request: HttpRequest, forum: Forum, number: int) -> HttpResponse:
    """Publish the bulletin."""
    session = get_object_or_404(forum.sessions, number=number)
    form = BulletinForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: sessions.publish_bulletin(session, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The bulletin is published."))
        return redirect("gatherings:desk_session", forum.body.public_id, number)
    return show(request, forum, "form", form, form=form, heading=_("Bulletin"), session=session)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def propose(request: HttpRequest, forum: Forum, number: int) -> HttpResponse:
    """Write down what a table proposes."""
    session = get_object_or_404(forum.sessions, number=number)
    form = MotionForm(request.POST or None, forum=forum)
    actor = person_of(request)
    if done(form, lambda: voting.propose(session, actor=actor, **form.cleaned_data)):
        messages.success(request, _("It is put to the vote."))
        return redirect("gatherings:desk_session", forum.body.public_id, number)
    title = _("What a table proposes")
    return show(request, forum, "form", form, form=form, heading=title, session=session)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def vote(request: HttpRequest, forum: Forum, pk: int) -> HttpResponse:
    """Enter how the tables vote."""
    motion = get_object_or_404(motions_of(forum), pk=pk)
    there = motion.session.attendance.filter(present__gt=0).exclude(table__kind=TableKind.OPERATIVE)
    form = VoteForm(request.POST or None, tables=[a.table for a in there.select_related("table")])
    actor = person_of(request)
    if done(form, lambda: voting.vote(motion, actor=actor, choices=form.choices())):
        messages.success(request, _("The votes are entered, the result is public."))
        return redirect("gatherings:desk_session", forum.body.public_id, motion.session.number)
    context = {"form": form, "heading": motion.title, "session": motion.session}
    return show(request, forum, "form", form, **context)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def projects(request: HttpRequest, forum: Forum) -> HttpResponse:
    """The project ideas, the criteria, and the form for one more criterion."""
    form = CriterionForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: project_acts.add_criterion(forum, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The criterion is agreed."))
        return redirect("gatherings:desk_projects", forum.body.public_id)
    criteria = list(forum.criteria.all())
    ideas = project_acts.ranked(forum)
    file = file_of_ideas(request, ideas)
    if file is not None:
        return file
    return show(request, forum, "projects", form, form=form, ideas=ideas, criteria=criteria)


@at_desk("forum.manage")
@require_POST
def select(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Select the projects."""
    actor = person_of(request)
    tried(request, lambda: project_acts.select(forum, actor=actor), _("The projects are selected."))
    return redirect("gatherings:desk_projects", forum.body.public_id)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def judge(request: HttpRequest, forum: Forum, pk: int) -> HttpResponse:
    """Enter the points of an idea."""
    motion = get_object_or_404(motions_of(forum), pk=pk)
    form = JudgeForm(request.POST or None, criteria=forum.criteria.all())
    actor = person_of(request)
    if done(form, lambda: project_acts.judge(motion, actor=actor, points=form.points())):
        messages.success(request, _("The points are entered."))
        return redirect("gatherings:desk_projects", forum.body.public_id)
    return show(request, forum, "form", form, form=form, heading=motion.title)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def follow_up(request: HttpRequest, forum: Forum, pk: int) -> HttpResponse:
    """Say how a selected project goes on."""
    motion = get_object_or_404(motions_of(forum), pk=pk)
    form = FollowUpForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: project_acts.follow_up(motion, actor=actor, **form.cleaned_data)):
        messages.success(request, _("How the project goes on is public."))
        return redirect("gatherings:desk_projects", forum.body.public_id)
    return show(request, forum, "form", form, form=form, heading=motion.title)
