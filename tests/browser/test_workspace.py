"""In the closed room: a member reads, answers and proposes; the secretary takes it in."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page

from consultations.models import DrafterKind
from forums.workspaces.models import Workspace, people_of
from prestizh.accounts.models import Role, User
from tests.browser.looking import Inspector
from tests.browser.visitors import Town, Watch
from tests.browser.writing import said

# Everything here is done as by a browser that runs no script.
SCRIPT = False
SECRETARY, CLERK = "secretary@example.bg", "clerk@example.bg"
WORDS = "Чл. 1. (1) Указанията казват как служителите на общината приемат сигнали за дървета."


def room_of(town: Town) -> Workspace:
    """The room of the example content in which work goes on, with its body."""
    with town.portal.database_here():
        return Workspace.objects.select_related("body").get(closed_at=None)


def member_of(town: Town) -> User:
    """A member of the body who has no role."""
    with town.portal.database_here():
        people = people_of(room_of(town).body)
        found = people.exclude(grants__role=Role.SECRETARY, grants__revoked_at=None).first()
        assert found is not None
        return found


def test_a_member_proposes_a_change_and_the_secretary_takes_it_in(own_town: Town) -> None:
    room, member, watch = room_of(own_town), member_of(own_town), Watch()
    with own_town.visit(member.email) as page:
        watch.over(page)
        page.goto("/desk/")
        page.get_by_role("link", name=room.body.name).first.click()
        reads_a_paper(page)
        answers(page)
        address = proposes(page)
        # The browser itself says that the refused form had this status.
        assert [line for line in watch.taken() if "status of 422" not in line] == []

    with own_town.visit(SECRETARY) as page:
        page.goto(address)
        assert page.locator(".redline ins").count() > 0
        page.locator("button[name=act][value=take_in]").click()
        page.locator(".answer").wait_for()
        page.locator(".answer a").click()
        assert page.locator(".redline ins").count() > 0
        assert member.display_name in page.locator("main").inner_text()

    with own_town.visit(member.email) as page:
        page.goto(address)
        page.locator(".breadcrumbs a").last.click()
        assert WORDS in page.locator("#chl-1").inner_text()

    with own_town.visit() as page:
        response = page.goto(address)
        assert response is not None
        assert response.status == 404


def test_the_finished_work_becomes_a_draft_that_says_where_it_comes_from(own_town: Town) -> None:
    room = room_of(own_town)
    with own_town.visit(SECRETARY) as page:
        page.goto(reverse("workspaces:report_final", args=[room.body.public_id]))
        page.locator("[name=text]").fill("Указанията са готови; групата приключи.")
        page.locator("[name=result]").select_option(index=1)
        page.locator("[name=sure]").check()
        page.locator("main form [type=submit]").click()
        page.wait_for_url("**/results/**")
        report = page.url.removeprefix(own_town.portal.base_url)

    with own_town.visit(CLERK) as page:
        page.goto("/desk/")
        page.get_by_role("link", name=said("Final texts of bodies")).click()
        page.get_by_role("link", name=said("Make a draft of it")).first.click()
        page.wait_for_url("**/draft/")
        inspector = Inspector(page, "clerk")
        inspector.open_in_both(page.url.removeprefix(own_town.portal.base_url))
        page.locator("[name=drafter_kind]").select_option(DrafterKind.GROUP)
        page.locator("main form [type=submit]").click()
        page.wait_for_url("**/facts/")
        page.goto(page.url.replace("/facts/", "/preview/"))
        assert page.locator(f"main a[href='{report}']").first.inner_text() == room.body.name
        inspector.open_in_both(report)
    assert inspector.faults == []


def reads_a_paper(page: Page) -> None:
    """Finds the paper with two versions, downloads the newer one."""
    page.locator(".desk-tabs a").nth(1).click()
    page.locator(".attachments a").last.click()
    with page.expect_download() as download:
        page.locator("a[href$='/2/']").click()
    assert "1 391" in download.value.path().read_text("utf-8")


def answers(page: Page) -> None:
    """Answers the first message of a topic with a quote."""
    page.locator(".desk-tabs a").nth(2).click()
    page.locator(".attachments a", has_text=re.compile("полива")).click()
    page.locator("a[href*='?quote=']").first.click()
    form = page.locator("#answer form")
    form.locator("[name=text]").fill("Мога да поливам липите пред блока.")
    form.locator("[type=submit]").click()
    page.wait_for_url(re.compile(r"#post-\d+$"))
    last = page.locator("article[id^=post-]").last
    assert last.locator("blockquote").count() == 1
    assert "липите пред блока" in last.inner_text()


def proposes(page: Page) -> str:
    """Proposes another wording of чл. 1; the address of the proposal."""
    page.locator(".desk-tabs a").nth(3).click()
    page.locator(".attachments a").first.click()
    page.locator("#chl-1 a").first.click()
    form = page.locator("main form").last
    form.locator("[name=text]").fill("")
    form.locator("[type=submit]").click()
    page.locator(".error-summary, .field__error, [aria-invalid=true]").first.wait_for()
    form = page.locator("main form").last
    form.locator("[name=text]").fill(WORDS)
    form.locator("[name=reasons]").fill("По-кратко е.")
    form.locator("[type=submit]").click()
    page.wait_for_url(re.compile(r"/proposals/\d+/$"))
    return page.url


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_page_of_the_room_is_whole(town: Town, language: str) -> None:
    room = room_of(town)
    with town.portal.database_here(), translation.override(language):
        addresses = pages_of(room)
    with town.visit(SECRETARY) as page:
        inspector = Inspector(page, f"secretary-{language}")
        for address in addresses:
            inspector.open(address)
    assert inspector.faults == []


def pages_of(room: Workspace) -> list[str]:
    """Every page that the secretary has; one of each kind."""
    key = room.body.public_id
    text, topic = room.texts.latest("pk"), room.topics.filter(suggestion=None).latest("pk")
    post, paper = topic.posts.earliest("pk"), room.papers.exclude(withdrawn_at=None).latest("pk")
    proposal = text.suggestions.filter(verdict="").latest("pk")
    of_room = ("page", "papers", "topics", "tasks", "texts", "reports")
    of_keeper = ("close", "text_start", "report_final")
    named: list[tuple[str, list[object]]] = [(name, [key]) for name in (*of_room, *of_keeper)]
    named += [
        ("paper", [key, paper.pk]),
        ("paper", [key, room.papers.filter(withdrawn_at=None).latest("pk").pk]),
        ("topic", [key, topic.pk]),
        ("post_versions", [key, post.pk]),
        ("post_reword", [key, post.pk]),
        ("post_hide", [key, post.pk]),
        ("task", [key, room.tasks.latest("pk").pk]),
        ("text", [key, text.pk]),
        ("text_lay_down", [key, text.pk]),
        ("text_version", [key, text.pk, 2]),
        ("text_suggest", [key, text.pk, "chl-4"]),
        ("suggestion", [key, proposal.pk]),
        ("list", []),
    ]
    return [reverse(f"workspaces:{name}", args=args) for name, args in named]
