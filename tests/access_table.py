"""Who gets what from every address: (URL name, who) -> status of a GET.

Each app adds its section to `ROWS`; `test_access` fails for an address without a row. `seen_by`
names who gets 200 (or `granted`); everybody else gets 404. A page for everybody signed in sends
the stranger to sign in.
"""

from collections.abc import Sequence

from consultations.models import Consultation, Opinion
from prestizh.ledger.record import PORTAL
from tests import factories as make
from tests.access import (
    ADMINISTRATOR,
    EVERYBODY,
    NOBODY,
    POST_ONLY,
    READS_ORGANISATIONS,
    SEES_PEOPLE,
    SIGNED_IN,
    Row,
    World,
)
from tests.cast import STRANGER
from tests.consultations.making import article, make_draft, make_open, make_opinion
from tests.feedback.measures.access_rows import ROWS as IMPROVEMENTS
from tests.feedback.participation.access_rows import ROWS as PARTICIPATION
from tests.feedback.questionnaires.access_rows import ROWS as QUESTIONNAIRES
from tests.feedback.results.access_rows import ROWS as RESULTS
from tests.feedback.stakeholders.access_rows import ROWS as STAKEHOLDERS
from tests.feedback.surveys.access_rows import ROWS as SURVEYS
from tests.forums.access_rows import ROWS as BODIES
from tests.forums.calendar.access_rows import ROWS as CALENDAR
from tests.forums.calls.access_rows import ROWS as CALLS
from tests.forums.direct.access_rows import ROWS as DIRECT
from tests.forums.gatherings.access_rows import ROWS as GATHERINGS
from tests.forums.recommendations.access_rows import ROWS as RECOMMENDATIONS
from tests.forums.reports.access_rows import ROWS as REPORTS
from tests.forums.workspaces.access_rows import ROWS as WORKSPACES
from tests.meetings.access_rows import ROWS as MEETINGS
from tests.meetings.minutes_access_rows import ROWS as MINUTES


def _person(world: World) -> Sequence[object]:
    return [world.cast.participant.pk]


def _claim(world: World) -> Sequence[object]:
    return [world.one(make.make_representation).pk]


def _organisation(world: World) -> Sequence[object]:
    return [world.one(make.make_representation).organisation.pk]


def _topic(world: World) -> Sequence[object]:
    return ["topics", world.one(make.make_topic).pk]


ACCOUNTS = [
    Row("accounts:people", SEES_PEOPLE),
    Row("accounts:profile", SIGNED_IN),
    Row("accounts:person", SEES_PEOPLE, _person),
    Row("accounts:grant", ADMINISTRATOR, _person, POST_ONLY),
    Row("accounts:revoke", ADMINISTRATOR, lambda w: [w.cast.clerk.pk, "clerk"], POST_ONLY),
    Row("accounts:reset_second_factor", ADMINISTRATOR, _person, POST_ONLY),
    Row("accounts:organisations", SIGNED_IN),
    Row("accounts:claim", SIGNED_IN),
    Row("accounts:verification", READS_ORGANISATIONS),
    Row("accounts:organisation", READS_ORGANISATIONS, _organisation, stranger=302),
    Row("accounts:verify", frozenset({"clerk"}), _organisation),
    Row("accounts:verify_representation", frozenset({"clerk"}), _claim),
    Row("accounts:end_representation", frozenset({"clerk"}), _claim, stranger=302),
]

PLACES = [
    Row("places:days", EVERYBODY),
    Row("places:arms", NOBODY, lambda _w: ["000000000000"]),
    Row("places:settings", ADMINISTRATOR),
    Row("places:list", ADMINISTRATOR, lambda _w: ["topics"]),
    Row("places:add", ADMINISTRATOR, lambda _w: ["days"]),
    Row("places:edit", ADMINISTRATOR, _topic),
    Row("places:retire", ADMINISTRATOR, _topic, POST_ONLY),
    Row("places:bring_back", ADMINISTRATOR, _topic, POST_ONLY),
]

HOME = [
    Row("home:front", EVERYBODY),
    Row("home:about", EVERYBODY),
    Row("home:accessibility", EVERYBODY),
    Row("home:privacy", EVERYBODY),
    Row("home:procedure", EVERYBODY),
    Row("home:robots", EVERYBODY),
    Row("home:sitemap", EVERYBODY),
    # Absent until the municipality has an address of e-mail.
    Row("home:security", NOBODY),
    Row("home:desk", SIGNED_IN),
    Row("home:operation", SEES_PEOPLE),
    Row("home:overview", SEES_PEOPLE),
    Row("home:full_export", SEES_PEOPLE, lambda _w: ["people", "all"]),
    Row("home:retry_message", ADMINISTRATOR, lambda w: [w.one(make.make_message).pk], POST_ONLY),
    Row(
        "home:retry_rendition", ADMINISTRATOR, lambda w: [w.one(make.make_rendition).pk], POST_ONLY
    ),
]

# What is made by allauth: who has signed in is sent from the entrance to the desk.
ENTRANCE = frozenset({STRANGER})


def _nothing(_world: World) -> Sequence[object]:
    return ["x"]


SIGN_IN = [
    Row("account_login", ENTRANCE, refused=302),
    Row("account_signup", ENTRANCE, refused=302),
    Row("account_logout", SIGNED_IN),
    Row("account_inactive", EVERYBODY),
    Row("account_email_verification_sent", EVERYBODY),
    Row("account_confirm_email", EVERYBODY, _nothing),
    Row("account_confirm_login_code", NOBODY, refused=302),
    Row("account_reset_password", EVERYBODY),
    Row("account_reset_password_done", EVERYBODY),
    Row("account_reset_password_from_key", EVERYBODY, lambda _w: ["1", "x"]),
    Row("account_reset_password_from_key_done", EVERYBODY),
    Row("account_change_password", SIGNED_IN),
    Row("account_set_password", SIGNED_IN, granted=302),
    Row("account_email", SIGNED_IN),
    Row("account_reauthenticate", SIGNED_IN),
    Row("usersessions_list", SIGNED_IN),
    Row("mfa_index", SIGNED_IN),
    Row("mfa_list_webauthn", SIGNED_IN),
    # The cast has no second factor, so there is none to show, to see or to remove.
    Row("mfa_authenticate", NOBODY, refused=302),
    Row("mfa_login_webauthn", NOBODY, refused=302),
    Row("mfa_trust", NOBODY, refused=302),
    Row("mfa_reauthenticate", SIGNED_IN, granted=302),
    Row("mfa_reauthenticate_webauthn", SIGNED_IN, granted=302),
    Row("mfa_deactivate_totp", NOBODY, stranger=302),
    Row("mfa_view_recovery_codes", NOBODY, stranger=302),
    Row("mfa_download_recovery_codes", NOBODY, stranger=302),
    # The password is asked again first.
    Row("mfa_activate_totp", SIGNED_IN, granted=302),
    Row("mfa_add_webauthn", SIGNED_IN, granted=302),
    Row("mfa_generate_recovery_codes", SIGNED_IN, granted=302),
    Row("mfa_edit_webauthn", SIGNED_IN, lambda _w: [1], granted=302),
    Row("mfa_remove_webauthn", SIGNED_IN, lambda _w: [1], granted=302),
    # No provider is set up in the tests.
    Row("openid_connect_login", NOBODY, _nothing),
    Row("openid_connect_callback", NOBODY, _nothing),
    Row("socialaccount_connections", SIGNED_IN),
    Row("socialaccount_login_cancelled", EVERYBODY),
    Row("socialaccount_login_error", SIGNED_IN, granted=401),
    Row("socialaccount_signup", NOBODY, refused=302),
]

HOUSE = [
    Row("healthz", EVERYBODY),
    Row("readyz", EVERYBODY),
    Row("ledger:record", EVERYBODY),
    Row("ledger:roots", EVERYBODY),
    Row("ledger:verifier", EVERYBODY),
    Row("ledger:chain", EVERYBODY, lambda _w: [PORTAL]),
    Row("documents:file", NOBODY, _nothing),
    Row("documents:rendition", EVERYBODY, lambda w: [w.one(make.make_rendition).public_id]),
    Row("documents:rendition_file", NOBODY, lambda w: [w.one(make.make_rendition).public_id]),
    Row("following:ask", EVERYBODY),
    Row("following:asked", EVERYBODY),
    # A link that was never sent.
    Row("following:confirm", EVERYBODY, _nothing, granted=410),
    Row("following:confirmed", EVERYBODY),
    Row("following:end", EVERYBODY, _nothing),
    Row("following:end_all", EVERYBODY, _nothing),
    Row("following:ended", EVERYBODY),
]

CLERK = frozenset({"clerk"})
READS_DRAFTS = frozenset({"clerk", "administrator", "auditor"})
READS_UNCONFIRMED = frozenset({"clerk", "auditor"})


def _opened(world: World) -> Consultation:
    """A consultation that is open, with one opinion of the participant."""
    return world.kept("open", lambda: make_open(world.cast.clerk))


def _open(world: World) -> Sequence[object]:
    return [_opened(world).public_id]


def _draft(world: World) -> Sequence[object]:
    return [world.kept("draft", lambda: make_draft(world.cast.clerk)).public_id]


def _sent(world: World) -> Opinion:
    return world.kept("opinion", lambda: make_opinion(_opened(world), world.cast.participant))


def _receipt(world: World) -> Sequence[object]:
    return [_sent(world).receipt_id]


def _item(world: World) -> Sequence[object]:
    return [*_open(world), 1]


def _proposal(world: World) -> Sequence[object]:
    return [*_open(world), _sent(world).proposals.get().pk]


def _opinion_at_desk(world: World) -> Sequence[object]:
    return [*_open(world), _sent(world).reference]


def _article(world: World) -> Sequence[object]:
    return [*_open(world), article(_opened(world)).anchor]


AUTHOR = frozenset({"participant"})

CONSULTATIONS = [
    Row("consultations:list", EVERYBODY),
    Row("consultations:feed", EVERYBODY),
    Row("consultations:page", EVERYBODY, _open),
    Row("consultations:term", EVERYBODY, _open),
    Row("consultations:calendar", EVERYBODY, _open),
    Row("consultations:data", EVERYBODY, _open),
    Row("consultations:card", EVERYBODY, _open),
    Row("consultations:all_proposals", EVERYBODY, _open),
    Row("consultations:proposals", EVERYBODY, _article),
    Row("consultations:opinion", EVERYBODY, lambda w: [_sent(w).reference]),
    # There is no report before it is published.
    Row("consultations:report_csv", NOBODY, _open),
    Row("consultations:report_json", NOBODY, _open),
    Row("consultations:report_pdf", NOBODY, _open),
    Row("consultations:report_docx", NOBODY, _open),
    Row("consultations:basket_add", EVERYBODY, _open, POST_ONLY),
    Row("consultations:basket", EVERYBODY, _open),
    Row("consultations:basket_alone", EVERYBODY, _open, POST_ONLY),
    Row("consultations:basket_edit", NOBODY, _item),
    Row("consultations:basket_remove", EVERYBODY, _item, POST_ONLY),
    Row("consultations:send", EVERYBODY, _open, POST_ONLY),
    Row("consultations:receipt", AUTHOR, _receipt),
    Row("consultations:withdraw", AUTHOR, _receipt),
    Row("consultations:receipt_pdf", EVERYBODY, _receipt, POST_ONLY),
    Row("consultations:supplement", EVERYBODY, _receipt, POST_ONLY),
    Row("consultations:replace", EVERYBODY, _receipt, POST_ONLY),
    # A link that was never sent.
    Row("consultations:confirm", NOBODY, _nothing),
    Row("consultations:disown", EVERYBODY, _nothing, POST_ONLY),
]

DESK = [
    Row("consultations:desk", READS_DRAFTS),
    Row("consultations:desk_page", READS_DRAFTS, _open),
    Row("consultations:desk_preview", READS_DRAFTS, _draft),
    Row("consultations:desk_answers", READS_DRAFTS, _open),
    Row("consultations:desk_opinions", READS_UNCONFIRMED, _open),
    Row("consultations:desk_opinion", READS_UNCONFIRMED, _opinion_at_desk),
    Row("consultations:desk_new", CLERK),
    Row("consultations:desk_facts", CLERK, _draft),
    Row("consultations:desk_text", CLERK, _draft),
    Row("consultations:desk_files", CLERK, _draft),
    Row("consultations:desk_detach", CLERK, lambda w: [*_draft(w), 1], POST_ONLY),
    Row("consultations:desk_publish", CLERK, _draft),
    Row("consultations:desk_answer", CLERK, _proposal),
    Row("consultations:desk_correct", CLERK, _open),
    Row("consultations:desk_close", CLERK, _open),
    # Sent back to the overview while there is no report to sign.
    Row("consultations:desk_signed", CLERK, _open, granted=302),
    Row("consultations:desk_outcome", CLERK, _open),
    Row("consultations:desk_withdraw", CLERK, _open),
    Row("consultations:desk_drop", CLERK, _draft),
    Row("consultations:desk_resume", CLERK, _draft, POST_ONLY),
    Row("consultations:desk_redraft", CLERK, _open, POST_ONLY),
]

ROWS: list[Row] = [
    *ACCOUNTS,
    *PLACES,
    *HOME,
    *SIGN_IN,
    *HOUSE,
    *CONSULTATIONS,
    *DESK,
    *BODIES,
    *CALENDAR,
    *DIRECT,
    *IMPROVEMENTS,
    *STAKEHOLDERS,
    *RECOMMENDATIONS,
    *REPORTS,
    *PARTICIPATION,
    *RESULTS,
    *GATHERINGS,
    *WORKSPACES,
    *MEETINGS,
    *CALLS,
    *QUESTIONNAIRES,
    *MINUTES,
    *SURVEYS,
]

# Addresses of allauth's past, which redirect to the named ones of today.
WITHOUT_ROW = frozenset(
    f"<social/{old}/>" for old in ("connections", "login/cancelled", "login/error", "signup")
)
