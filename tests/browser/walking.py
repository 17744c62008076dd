"""A walk through the whole portal: along the links, and to what only an act or a mail leads to."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core import signing
from django.urls import Resolver404, resolve
from django.utils import translation

from consultations import confirming
from consultations.models import Consultation, Opinion
from consultations.state import State, in_state
from prestizh.ledger import clock
from prestizh.outbox.following import SALT, ask
from prestizh.outbox.models import Follow
from tests.access import POST_ONLY
from tests.access_table import ROWS
from tests.browser.looking import Inspector
from tests.browser.visitors import Town

# In this order: a page is looked at with the first of them who gets it.
PEOPLE = {
    "visitor": None,
    "participant": "maria@example.org",
    "representative": "petar@example.org",
    "clerk": "clerk@example.bg",
    "administrator": "admin@example.bg",
    "secretary": "secretary@example.bg",
}
# These are another page for everybody.
DIFFERENT_FOR_EACH = {"home:front", "home:desk"}
# How many addresses of one name are looked at, where one doesn't tell everything.
SEVERAL = {
    "consultations:page": 6,
    "bodies:page": 3,
    "consultations:desk_page": 6,
    # Only the desk of a forum leads to its sessions, tables and people.
    "bodies:desk_page": 7,
    "gatherings:desk": 2,
    "gatherings:sessions": 2,
    # One of each that the example content has; each form of entry has a form of its own.
    "direct:page": 3,
    "direct:desk_page": 3,
    "direct:desk_measures": 3,
    "direct:desk_new": 4,
    "direct:desk_step": 3,
    # One that waits to open by itself, and one that is open.
    "surveys:desk_page": 2,
    # On needs and after a discussion.
    "results:page": 3,
    "places:list": 4,
    "places:add": 4,
}
# Not for a browser to look at: files, data, what machines ask.
FILES = {
    *("consultations:feed", "consultations:calendar", "consultations:data", "consultations:card"),
    *("consultations:report_csv", "consultations:report_json"),
    *("consultations:report_docx", "consultations:report_pdf"),
    *("direct:calendar_file", "direct:csv", "direct:event_file", "direct:feed", "direct:json"),
    *("workspaces:paper_file", "workspaces:report_file"),
    *("documents:file", "documents:rendition_file", "places:arms"),
    *("ledger:roots", "ledger:verifier", "ledger:chain", "demo:mail"),
    *("home:robots", "home:sitemap", "home:security", "healthz", "readyz"),
    *("minutes:data", "minutes:pdf", "minutes:docx", "minutes:full"),
    *("meetings:calendar", "meetings:feed", "meetings:paper"),
    *("calls:calendar", "calls:data", "calls:feed", "calls:file", "bodies:desk_paper_file"),
    *("calls:protocol", "calls:desk_protocol"),
    *("calendar:all_file", "calendar:body_file", "calendar:topic_file"),
    "measures:feed",
    *("participation:file", "questionnaires:export"),
    *("recommendations:feed", "recommendations:csv", "recommendations:json"),
    *(f"results:{name}" for name in ("csv", "json", "xlsx", "pdf")),
    *(
        "gatherings:feed",
        "gatherings:program",
        "gatherings:draw_file",
        "reports:csv",
        "reports:paper",
    ),
    "mfa_download_recovery_codes",
}
# A GET gives nothing to look at there: forms are sent to them, or they lead on at once.
POSTED = {row.name for row in ROWS if row.granted == POST_ONLY} | {
    *("consultations:send", "mfa_login_webauthn"),
    *("openid_connect_login", "openid_connect_callback"),
}
# Looked at where people get to them by what they do: `test_pages_of_acts`, `test_second_factor`,
# `test_minutes`.
BY_ACTS = {
    *("minutes:page", "minutes:draft", "minutes:sign", "minutes:desk", "minutes:text"),
    *("minutes:part", "minutes:remarks", "minutes:settle", "minutes:left_out", "minutes:signing"),
    *("minutes:publish", "minutes:correct", "minutes:recording"),
    # Of a meeting from its plan on: `test_meeting`.
    *(f"meetings:{name}" for name in ("convene", "facts", "item", "mine", "plan")),
    *("consultations:basket", "consultations:basket_edit"),
    # Of an entry that is not handed in yet: `test_direct`.
    "direct:desk_facts",
    *("documents:rendition", "consultations:desk_redraft"),
    "consultations:desk_drop",
    *("account_confirm_login_code", "account_set_password", "account_reset_password_from_key"),
    *("mfa_authenticate", "mfa_trust", "mfa_deactivate_totp", "mfa_reauthenticate"),
    # Pages of a closed room: `test_workspace`.
    *(f"workspaces:{name}" for name in ("close", "paper", "papers", "topic", "topics")),
    *(f"workspaces:{name}" for name in ("post_hide", "post_reword", "post_versions")),
    *(f"workspaces:{name}" for name in ("task", "tasks", "text", "texts", "text_start")),
    *(f"workspaces:{name}" for name in ("text_lay_down", "text_version", "text_suggest")),
    *(f"workspaces:{name}" for name in ("suggestion", "page", "reports", "report_final", "list")),
    # Made of the finished work of a body; what the example content has of it was handed over.
    "workspaces:hand_over",
    # `test_recommendation`.
    *("recommendations:desk_edit", "recommendations:measures"),
    # Of a call from its first line to the appointment: `test_calling`, `test_joining`.
    *("calls:desk_facts", "calls:desk_lines", "calls:desk_publish", "calls:mine", "calls:edit"),
    *("calls:withdraw", "calls:complete", "calls:object", "calls:desk_selection"),
    *("calls:desk_points", "calls:desk_verdict", "calls:desk_decide", "calls:desk_objection"),
    *("calls:desk_finish", "calls:desk_appoint", "bodies:desk_member"),
    # Of a result that is corrected after an objection: `test_correcting`.
    "calls:desk_correct",
    # Of a session, and of a draw that is prepared and done: `test_forum`.
    *(f"gatherings:{name}" for name in ("held", "vote", "bulletin", "judge", "follow_up")),
    *(f"gatherings:{name}" for name in ("prepare", "population", "asked", "mine", "draw", "seed")),
    # Of results that are not published yet: `test_results`.
    "results:shares",
    # Of an answer from its letter to the thanks, and of a stack of paper.
    *(f"surveys:{name}" for name in ("code", "begin", "screen", "send", "thanks", "type_in")),
    "surveys:unwanted",
    # Of a questionnaire that is edited: `test_questionnaires`.
    *(f"questionnaires:{name}" for name in ("edit", "words", "section", "question")),
    # Shown after proposing: `test_measures`.
    "measures:mine",
    # Of a report from the wish on: `test_participation`.
    *(f"participation:{name}" for name in ("progress", "causes", "publish")),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate_webauthn"),
    *("mfa_remove_webauthn", "mfa_edit_webauthn", "socialaccount_signup"),
}
BEGINNINGS = {
    "visitor": (
        "/",
        "/consultations/?q=няма+такава",
        *("/follow/asked/", "/follow/confirmed/", "/follow/ended/", "/follow/confirm/wrong/"),
        *("/account/login/", "/account/signup/", "/account/password/reset/"),
        *("/account/password/reset/done/", "/account/password/reset/key/done/"),
        *("/account/confirm-email/", "/account/confirm-email/wrong/", "/account/inactive/"),
        *("/account/3rdparty/login/cancelled/", "/account/3rdparty/login/error/"),
        *("/demo/mails/", "/demo/mails/?page=2"),
    ),
    "participant": (
        "/desk/",
        *("/people/me/", "/account/email/", "/account/password/change/", "/account/logout/"),
        *("/account/sessions/", "/account/2fa/", "/account/reauthenticate/"),
        *("/account/2fa/totp/activate/", "/account/2fa/webauthn/", "/account/2fa/webauthn/add/"),
        "/account/social/connections/",
    ),
    "representative": ("/desk/",),
    "clerk": ("/desk/", "/consultations/desk/"),
    "administrator": ("/desk/", "/operation/", "/people/", "/places/settings/"),
    "secretary": ("/desk/",),
}


@dataclass
class Walk:
    """One person's walk in one language; `names` are the URL names that were looked at."""

    town: Town
    who: str
    language: str
    inspector: Inspector
    names: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    followed: set[str] = field(default_factory=set)

    def everywhere(self, beginnings: Iterable[str]) -> None:
        """Looks at everything that links lead to from the beginnings on."""
        ahead = deque(self._in_language(address) for address in beginnings)
        given = set(ahead)
        while ahead:
            address = ahead.popleft()
            if self._is_to_be_seen(address, is_given=address in given):
                status = 410 if address.endswith("/wrong/") and "/follow/" in address else 200
                self.inspector.open(address, status)
                # The mails of the demo hold the links of many people.
                if "/demo/" not in address:
                    ahead.extend(self._links())

    def _links(self) -> list[str]:
        found: list[str] = self.inspector.page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.href)"
        )
        return [urlsplit(link).path for link in found if link.startswith(self.town.portal.base_url)]

    def _in_language(self, address: str) -> str:
        return "/en" + address if self.language == "en" else address

    def _is_to_be_seen(self, address: str, *, is_given: bool) -> bool:
        if address in self.seen or address.startswith("/static/"):
            return False
        self.seen.add(address)
        if address.startswith("/en/") != (self.language == "en"):
            return False
        try:
            name = name_of(address)
        except Resolver404:
            self.inspector.faults.append(f"a link of {self.who} leads to nothing: {address}")
            return False
        if name in FILES or (not is_given and self.names.get(name, 0) >= SEVERAL.get(name, 1)):
            return False
        if self._was_seen_by_others(name, address):
            self._follow(name, address)
            return False
        self.names[name] = self.names.get(name, 0) + 1
        return True

    def _follow(self, name: str, address: str) -> None:
        """Whether a link to a page that others were shown already leads there for this person too."""
        if name in self.followed:
            return
        self.followed.add(name)
        status = self.town.status_for(PEOPLE[self.who], address)
        if status not in {200, 302}:
            self.inspector.faults.append(f"a link of {self.who} leads to {status}: {address}")

    def _was_seen_by_others(self, name: str, address: str) -> bool:
        """Whether somebody earlier in the order gets this page too."""
        if name in DIFFERENT_FOR_EACH:
            return False
        for other in PEOPLE:
            if other == self.who:
                return False
            if self.town.status_for(PEOPLE[other], address) == 200:
                return True
        return False


def name_of(address: str) -> str:
    """The URL name of an address of this portal. Raises `Resolver404`."""
    path = urlsplit(address).path
    if "/demo/" in path:  # which the tests' own settings leave out
        return "demo:mails"
    with translation.override("en" if path.startswith("/en/") else "bg"):
        found = resolve(path)
    return found.view_name or f"<{found.route}>"


def led_by_mail(town: Town) -> Iterator[str]:
    """The addresses that only mails hold, and those that only a long list leads to."""
    with town.portal.database_here():
        open_now = Consultation.objects.filter(in_state(State.OPEN, clock.now())).first()
        assert open_now is not None
        waiting = Opinion.objects.filter(confirmation=Opinion.Confirmation.AWAITED).first()
        assert waiting is not None
        # Asked anew it is the same one: two languages are walked in one town.
        ask("walker@example.org", "everything", "bg", network="")
        follow = Follow.objects.get(address="walker@example.org")
        asked = signing.dumps(str(follow.pk), salt=SALT)
        token = confirming.token_for(waiting)
    yield f"/consultations/{open_now.public_id}/proposals/whole/"
    yield f"/consultations/confirm/{token}/"
    yield f"/consultations/receipt/{waiting.receipt_id}/"
    yield f"/consultations/receipt/{waiting.receipt_id}/withdraw/"
    yield f"/follow/confirm/{asked}/"
    yield f"/follow/end/{follow.token}/"
    yield f"/follow/end-all/{follow.token}/"
    yield f"/consultations/opinion/{waiting.reference}/"
