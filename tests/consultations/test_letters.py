"""What arrives in people's mailboxes: right words, right links, and nothing that is stale."""

import re
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations import (
    answering,
    closing,
    confirming,
    letters,
    outcome,
    reminders,
    withdrawing,
)
from consultations.models import Capacity, Consultation, Opinion, Proposal, ProposalKind
from consultations.proposing import Identity, Item
from prestizh.accounts.models import User
from prestizh.outbox import delivery
from prestizh.outbox.models import Follow, Message
from prestizh.refusal import Refused
from prestizh.ui.dates import moment_text
from tests.consultations.making import article, make_clerk, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.running import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]

DAY = timedelta(days=1)


class Post:
    """Everything that is delivered, seen from the mailbox."""

    def __init__(self, server: MailServer, clock: Clock) -> None:
        self.server, self.clock = server, clock

    def delivered(self) -> list[EmailMessage]:
        """What arrives now, and only now."""
        del self.server.messages[:]
        delivery.deliver_due()
        return list(self.server.messages)

    def to(self, address: str) -> list[EmailMessage]:
        """What arrives now at this address."""
        return [mail for mail in self.delivered() if mail["To"] == address]

    def one(self, address: str) -> EmailMessage:
        (mail,) = self.to(address)
        return mail


@pytest.fixture
def post(smtp_server: MailServer, clock: Clock) -> Post:
    return Post(smtp_server, clock)


@pytest.fixture
def clerk(db: None) -> User:
    return make_clerk()


@pytest.fixture
def consultation(clerk: User, clock: Clock) -> Consultation:
    return make_open(clerk, title_en="Ordinance on a clean yard", summary_en="Sweep weekly.")


def part(mail: EmailMessage, kind: str) -> str:
    """The text of a mail, plain or HTML."""
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def links(mail: EmailMessage) -> list[str]:
    """The paths that the mail leads to, by way of signing in or not; the same in both its parts."""
    told = [
        {
            parse_qs(urlsplit(link).query).get("next", [urlsplit(link).path])[0]
            for link in re.findall(r"http://testserver(?:/[^\s\"<>]*)?", part(mail, kind))
        }
        for kind in ("plain", "html")
    ]
    assert told[0] == told[1]
    return sorted(told[0])


def link(mail: EmailMessage, beginning: str) -> str:
    (found,) = [path for path in links(mail) if path.startswith(beginning)]
    return found


def step_past_the_end(clock: Clock, consultation: Consultation) -> None:
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + timedelta(hours=9))


# --- confirming ------------------------------------------------------------------------------


def test_a_guest_confirms_through_the_link_in_the_mail(
    post: Post, consultation: Consultation, client: Client
) -> None:
    opinion = make_opinion(consultation)
    mail = post.one("guest@example.bg")
    assert opinion.reference in str(mail["Subject"])
    assert consultation.title in part(mail, "plain")
    assert moment_text(opinion.received_at, language="bg") in part(mail, "plain")
    path = link(mail, "/consultations/confirm/")
    assert client.get(path).status_code == 200
    opinion.refresh_from_db()
    assert not opinion.is_confirmed, "reading a mail is not confirming"
    client.post(path)
    opinion.refresh_from_db()
    assert opinion.confirmation == Opinion.Confirmation.LINK


def test_nothing_a_guest_wrote_is_sent_to_an_address_that_nobody_confirmed(
    post: Post, consultation: Consultation
) -> None:
    """Else the portal would carry anybody's words into anybody's mailbox."""
    spam = "КУПЕТЕ евтино на spam.example"
    identity = Identity(name="spam.example", capacity=Capacity.SELF, email="victim@example.bg")
    items = [Item(ProposalKind.REMARK, None, spam, spam)]
    make_opinion(consultation, identity=identity, items=items)
    mail = post.one("victim@example.bg")
    assert "spam.example" not in str(mail)
    assert "spam.example" not in part(mail, "plain") + part(mail, "html")


def test_an_unconfirmed_opinion_is_asked_for_at_once_after_one_and_after_three_days(
    post: Post, consultation: Consultation
) -> None:
    make_opinion(consultation)
    arrived = []
    for _day in range(6):
        arrived.append(len(post.to("guest@example.bg")))
        post.clock.step(DAY)
    assert arrived == [1, 1, 0, 1, 0, 0]


def test_after_four_days_without_mail_a_guest_is_asked_once(
    post: Post, consultation: Consultation, client: Client
) -> None:
    opinion = make_opinion(consultation)
    post.clock.step(4 * DAY)
    client.post(link(post.one("guest@example.bg"), "/consultations/confirm/"))
    opinion.refresh_from_db()
    assert opinion.is_confirmed


def test_control_without_looking_for_a_later_one_a_guest_is_asked_three_times_at_once(
    post: Post, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "_has_later", lambda message: False)
    make_opinion(consultation)
    post.clock.step(4 * DAY)
    assert len(post.to("guest@example.bg")) == 3


def test_nobody_is_asked_again_who_confirmed(post: Post, consultation: Consultation) -> None:
    opinion = make_opinion(consultation)
    post.delivered()
    confirming.confirm_by_link(opinion)
    assert "receipt" in link(post.one("guest@example.bg"), "/consultations/receipt/")
    post.clock.step(4 * DAY)
    assert post.to("guest@example.bg") == []
    states = Message.objects.filter(kind="opinion.confirm").values_list("state", flat=True)
    assert sorted(states) == ["dropped", "dropped", "sent"]


@pytest.mark.parametrize("what", ["set aside", "withdrawn", "the draft is withdrawn"])
def test_nobody_is_asked_to_confirm_what_no_longer_matters(
    post: Post, consultation: Consultation, clerk: User, what: str
) -> None:
    opinion = make_opinion(consultation)
    if what == "set aside":
        confirming.set_aside(opinion, actor=clerk, reason="Не отговаря.")
    elif what == "withdrawn":
        withdrawing.withdraw(opinion, actor=None)
    else:
        outcome.withdraw(consultation, actor=clerk, reason="Отпадна нуждата.")
    assert post.to("guest@example.bg") == []


# --- the receipt -----------------------------------------------------------------------------


def test_the_receipt_has_number_moment_digest_and_place_in_the_record(
    post: Post, consultation: Consultation
) -> None:
    citizen = make_user()
    opinion = make_opinion(consultation, citizen)
    mail = post.one(citizen.email)
    for kind in ("plain", "html"):
        words = part(mail, kind)
        assert opinion.reference in words
        assert moment_text(opinion.received_at, language="bg") in words
        assert opinion.digest in words
        assert opinion.record_hash in words
        assert "Дворът се мете всеки ден." in words
        assert "supplement" in words or "допъл" in words
    assert f"/consultations/receipt/{opinion.receipt_id}/" in links(mail)


def test_a_receipt_after_the_end_promises_no_changes_and_says_what_late_means(
    post: Post, consultation: Consultation
) -> None:
    citizen = make_user()
    step_past_the_end(post.clock, consultation)
    make_opinion(consultation, citizen)
    mail = post.one(citizen.email)
    with override("bg"):
        late = _(
            "It came after the end of the term. It is registered; whether it is admitted is "
            "decided with reasons, and you can see the decision under its number."
        )
        answer = _(
            "When the closing report is published, the answer to each of your proposals comes to "
            "this address."
        )
        change = _(
            "Until the end of the term you may supplement, replace or withdraw it from there."
        )
    assert late in part(mail, "plain")
    for promise in (change, answer):
        assert promise not in part(mail, "plain") + part(mail, "html")


def test_markup_in_an_opinion_is_only_text(post: Post, consultation: Consultation) -> None:
    citizen = make_user(display_name="<b>Иван</b>")
    evil = "<script>alert(1)</script> {{ opinion.email }} & „край“"
    items = [Item(ProposalKind.REWORD, article(consultation), evil, evil)]
    make_opinion(consultation, citizen, items=items)
    mail = post.one(citizen.email)
    assert evil in part(mail, "plain")
    assert "<script>" not in part(mail, "html")
    assert "&lt;script&gt;alert(1)" in part(mail, "html")


def test_a_guest_who_wrote_in_english_is_answered_in_english(
    post: Post, consultation: Consultation
) -> None:
    identity = Identity(
        name="Jane Doe", capacity=Capacity.SELF, email="jane@example.org", language="en"
    )
    opinion = make_opinion(consultation, identity=identity)
    mail = post.one("jane@example.org")
    assert mail["Content-Language"] == "en"
    assert mail["Subject"] == f"Confirm your opinion No. {opinion.reference}"
    assert "Ordinance on a clean yard" in part(mail, "plain")
    assert 'lang="en"' in part(mail, "html")
    assert link(mail, "/en/consultations/confirm/")


# --- the answer ------------------------------------------------------------------------------


def closed(consultation: Consultation, clerk: User, clock: Clock) -> None:
    """Answer everything and close."""
    step_past_the_end(clock, consultation)
    for proposal in Proposal.objects.filter(consultation=consultation, counts=True):
        answering.answer(proposal, actor=clerk, decision="rejected", reasons="Няма <метли>.")
    closing.close(consultation, actor=clerk)


def test_everybody_who_proposed_is_told_what_became_of_it(
    post: Post, consultation: Consultation, clerk: User
) -> None:
    citizen = make_user()
    mine, guests = make_opinion(consultation, citizen), make_opinion(consultation)
    gone = make_opinion(consultation, make_user())
    confirming.confirm_by_link(guests)
    withdrawing.withdraw(gone, actor=gone.author)
    post.delivered()
    closed(consultation, clerk, post.clock)
    mails = {str(mail["To"]): mail for mail in post.delivered()}
    assert set(mails) == {citizen.email, "guest@example.bg"}
    for address, opinion in ((citizen.email, mine), ("guest@example.bg", guests)):
        mail = mails[address]
        assert opinion.reference in str(mail["Subject"])
        assert f"{opinion.reference}/1 · " in part(mail, "plain")
        assert "Няма <метли>." in part(mail, "plain")
        assert "Няма &lt;метли&gt;." in part(mail, "html")
        assert consultation.get_absolute_url() in links(mail)


def test_closing_twice_tells_once(post: Post, consultation: Consultation, clerk: User) -> None:
    citizen = make_user()
    make_opinion(consultation, citizen)
    closed(consultation, clerk, post.clock)
    with pytest.raises(Refused):
        closing.close(consultation, actor=clerk)
    assert Message.objects.filter(kind="opinion.answered").count() == 1


# --- the end of the term ---------------------------------------------------------------------


def follow(address: str, scope: str, clock: Clock, language: str = "bg") -> Follow:
    """A confirmed following."""
    return Follow.objects.create(
        address=address,
        language=language,
        scope=scope,
        token=f"token-of-{address}"[:43],
        asked_at=clock.now(),
        confirmed_at=clock.now(),
        told_until=clock.now(),
    )


def test_followers_and_the_clerk_hear_of_the_end_each_in_their_own_words(
    post: Post, consultation: Consultation, clerk: User
) -> None:
    followed = follow("ivanka@example.bg", "everything", post.clock, "en")
    make_opinion(consultation, make_user())
    post.delivered()
    assert consultation.last_day is not None
    post.clock.step_to(reminders.start_of(consultation.last_day - 3 * DAY) + timedelta(hours=8))
    reminders.remind()
    mails = {str(mail["To"]): mail for mail in post.delivered()}
    assert set(mails) == {"ivanka@example.bg", clerk.email}
    reader = mails["ivanka@example.bg"]
    assert reader["Subject"] == "3 days left to write on: Ordinance on a clean yard"
    assert "Sweep weekly." in part(reader, "plain")
    assert "/en" + consultation.get_absolute_url() in links(reader)
    leaving = f"<http://testserver/en/follow/end/{followed.token}/>"
    assert str(reader["List-Unsubscribe"]).strip() == leaving
    office = mails[clerk.email]
    assert office["List-Unsubscribe"] is None
    assert f"/consultations/desk/{consultation.public_id}/" in links(office)


def test_on_the_last_day_it_says_today(post: Post, consultation: Consultation) -> None:
    follow("ivanka@example.bg", "everything", post.clock, "en")
    assert consultation.last_day is not None
    post.clock.step_to(reminders.start_of(consultation.last_day) + timedelta(hours=8))
    reminders.remind()
    mail = post.one("ivanka@example.bg")
    assert str(mail["Subject"]).startswith("Last day to write on: ")
    assert "is the last day on which you can write" in part(mail, "plain")


def waiting_reminders(post: Post, consultation: Consultation) -> None:
    """The reminders 7 and 3 days before, written in time and not delivered until 2 days before."""
    follow("ivanka@example.bg", "everything", post.clock)
    assert consultation.last_day is not None
    for days in (7, 3):
        post.clock.step_to(reminders.start_of(consultation.last_day - days * DAY))
        reminders.remind()
    post.clock.step(DAY)


def test_a_reminder_that_lay_too_long_is_not_sent(post: Post, consultation: Consultation) -> None:
    waiting_reminders(post, consultation)
    assert len(post.to("ivanka@example.bg")) == 1


def test_control_without_looking_at_the_day_both_would_be_sent(
    post: Post, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting_reminders(post, consultation)

    class Anything(int):
        def __ne__(self, other: object) -> bool:
            return False

        __hash__ = int.__hash__

    monkeypatch.setattr(reminders, "due_before_end", lambda last_day, today: Anything())
    assert len(post.to("ivanka@example.bg")) == 2


def test_no_reminder_leaves_after_the_end(post: Post, consultation: Consultation) -> None:
    waiting_reminders(post, consultation)
    step_past_the_end(post.clock, consultation)
    assert post.to("ivanka@example.bg") == []


def test_who_ended_the_following_meanwhile_is_not_reminded(
    post: Post, consultation: Consultation
) -> None:
    waiting_reminders(post, consultation)
    Follow.objects.update(ended_at=post.clock.now())
    assert post.to("ivanka@example.bg") == []


# --- the report that is owed -----------------------------------------------------------------


def test_the_clerk_is_told_what_is_missing_for_the_report(
    post: Post, consultation: Consultation, clerk: User
) -> None:
    make_opinion(consultation, make_user())
    make_opinion(consultation)
    post.delivered()
    step_past_the_end(post.clock, consultation)
    reminders.remind()
    mail = post.one(clerk.email)
    for obstacle in closing.obstacles(Consultation.objects.get()):
        with override("bg"):
            assert str(obstacle.sentence) in part(mail, "plain")
    assert f"/consultations/desk/{consultation.public_id}/answers/" in links(mail)


def test_with_no_opinions_the_report_is_two_clicks_away(
    post: Post, consultation: Consultation, clerk: User, client: Client
) -> None:
    """One on the button of the mail, one on the button of the page."""
    step_past_the_end(post.clock, consultation)
    reminders.remind()
    mail = post.one(clerk.email)
    client.force_login(clerk)
    path = link(mail, f"/consultations/desk/{consultation.public_id}/close/")
    assert f"http://testserver/account/login/?next={path}" in part(mail, "plain")
    assert client.get(f"/account/login/?next={path}")["Location"] == path
    assert client.get(path).status_code == 200
    client.post(path, {"introduction": ""})
    consultation.refresh_from_db()
    assert consultation.stage == "reported"


def test_the_report_is_not_called_owed_once_it_is_published(
    post: Post, consultation: Consultation, clerk: User
) -> None:
    step_past_the_end(post.clock, consultation)
    reminders.remind()
    closing.close(consultation, actor=clerk)
    assert post.to(clerk.email) == []


def test_after_two_weeks_without_mail_the_clerk_gets_one_letter(
    post: Post, consultation: Consultation, clerk: User
) -> None:
    step_past_the_end(post.clock, consultation)
    reminders.remind()
    for _week in range(2):
        post.clock.step(7 * DAY)
        reminders.remind()
    assert Message.objects.filter(kind="consultation.report_owed").count() == 3
    assert len(post.to(clerk.email)) == 1
