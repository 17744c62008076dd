"""The discussion of a room: topics, messages, their earlier words."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forums.workspaces import talking
from forums.workspaces.forms.talk import HideForm, ReplyForm, RewordForm, TopicForm
from forums.workspaces.models import Post, Topic, Workspace, posts_of
from forums.workspaces.tables import of_topics
from forums.workspaces.views.frame import ROWS, WRITES, in_room, show, status_of
from prestizh.accounts.access import may, person_of
from prestizh.accounts.models import Role, User
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done

POSTS = 50


@in_room("workspace.read")
@require_http_methods(WRITES)
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """All topics, the one with the newest message first, and the form for one more."""
    form, begun = TopicForm(request.POST or None), []
    actor = person_of(request)
    if done(
        form,
        lambda: begun.append(talking.start_topic(workspace, actor=actor, **form.cleaned_data)),
    ):
        return redirect("workspaces:topic", workspace.body.public_id, begun[0].pk)
    rows = by_newest(workspace)
    file = exported(request, lambda: of_topics(one_by_one(rows)), _("Discussion"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return show(request, workspace, "topics", page=page, form=form, status=status_of(form))


@in_room("workspace.read")
@require_http_methods(WRITES)
def topic(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """One topic with its messages, oldest first, and the form for an answer."""
    row = get_object_or_404(workspace.topics.select_related("suggestion"), pk=pk)
    quoted = _quoted(row, request.POST.get("quotes") or request.GET.get("quote", ""))
    form = ReplyForm(request.POST or None, initial={"quotes": quoted.pk if quoted else None})
    actor, said = person_of(request), []
    if done(
        form,
        lambda: said.append(
            talking.reply(row, actor=actor, text=form.cleaned_data["text"], quotes=quoted)
        ),
    ):
        return redirect(_address_of(workspace, said[0]))
    page = Paginator(posts_in(row), POSTS).get_page(request.GET.get("page"))
    return show(
        request,
        workspace,
        "topic",
        topic=row,
        page=page,
        form=form,
        quoted=quoted,
        status=status_of(form),
    )


@in_room("workspace.write")
@require_http_methods(WRITES)
def reword(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """Other words for one's own message."""
    row = _post(workspace, pk)
    if row.author_id != request.user.pk:
        raise Http404
    newest = row.newest
    form = RewordForm(request.POST or None, initial={"text": newest.text, "seen": newest.number})
    if done(form, lambda: talking.reword(row, actor=person_of(request), **form.cleaned_data)):
        messages.success(request, _("The new words are there; the earlier ones stay."))
        return redirect(_address_of(workspace, row))
    return show(request, workspace, "post_reword", post=row, form=form, status=status_of(form))


@in_room("workspace.keep")
@require_http_methods(WRITES)
def hide(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """Hide a message, with a reason."""
    row, form = _post(workspace, pk), HideForm(request.POST or None)
    if done(form, lambda: talking.hide_post(row, actor=person_of(request), **form.cleaned_data)):
        messages.success(request, _("The message is hidden; the reason stands in its place."))
        return redirect(_address_of(workspace, row))
    return show(request, workspace, "post_hide", post=row, form=form, status=status_of(form))


@in_room("workspace.read")
@require_safe
def versions(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """The words of a message as they were; of a hidden one for its author and who keeps order."""
    row = _post(workspace, pk)
    if row.hidden_at is not None and not _may_read_hidden(row, person_of(request), workspace):
        raise Http404
    return show(request, workspace, "post_versions", post=row)


def by_newest(workspace: Workspace) -> "QuerySet[Topic]":
    """The topics with how many messages each has, the one with the newest message first."""
    topics = workspace.topics.select_related("started_by").annotate(said=Count("posts"))
    return topics.order_by("-last_at", "-pk")


def _may_read_hidden(post: Post, reader: User, workspace: Workspace) -> bool:
    keeps = may(reader, "workspace.keep", workspace.body.subject)
    return post.author_id == reader.pk or keeps or Role.AUDITOR in reader.roles


def posts_in(row: Topic) -> "QuerySet[Post]":
    """The messages with their words and those that they quote."""
    return row.posts.select_related("author", "hidden_by", "quotes__author").prefetch_related(
        "versions", "quotes__versions"
    )


def _post(workspace: Workspace, pk: int) -> Post:
    rows = posts_of(workspace).select_related("topic__workspace__body", "author", "hidden_by")
    return get_object_or_404(rows.prefetch_related("versions"), pk=pk)


def _quoted(row: Topic, given: str) -> Post | None:
    """The message that is to be quoted, if it is one of this topic and not hidden."""
    if not given.isdecimal() or len(given) > 18:
        return None
    return posts_in(row).filter(pk=int(given), hidden_at=None).first()


def _address_of(workspace: Workspace, post: Post) -> str:
    """Where the message stands in its topic."""
    before = post.topic.posts.filter(pk__lt=post.pk).count()
    page = before // POSTS + 1
    path = reverse("workspaces:topic", args=[workspace.body.public_id, post.topic_id])
    return f"{path}{f'?page={page}' if page > 1 else ''}#post-{post.pk}"
