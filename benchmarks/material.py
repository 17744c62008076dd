"""Consultations of any size for measuring: published by the act, filled with rows at once."""

import uuid
from datetime import UTC, datetime

from django.db import transaction

from consultations import drafting, fragments, publishing
from consultations.models import Capacity, Consultation, Opinion, Proposal, ProposalKind, Provision
from prestizh.accounts.models import Role, RoleGrant, User
from prestizh.ledger import clock
from prestizh.places.models import Unit

AT_ONCE = 5000


def clerk() -> User:
    """The clerk of all measured consultations."""
    user = User.objects.filter(email="clerk@example.bg").first()
    if user is None:
        user = User.objects.create_user("clerk@example.bg", display_name="Деловодител")
        RoleGrant.objects.create(user=user, role=Role.CLERK, granted_at=clock.now())
    return user


def text(articles: int) -> str:
    """An ordinance with so many articles of three paragraphs each."""
    lines = ["НАРЕДБА", "за измерванията", "", "Глава първа", "ОБЩИ ПОЛОЖЕНИЯ", ""]
    for number in range(1, articles + 1):
        lines.append(f"Чл. {number}. (1) Собственикът почиства прилежащата площ всяка седмица.")
        lines.append("(2) Кметът определя със заповед местата и графика на извозването.")
        lines.append("(3) Администрацията публикува графика до края на месеца.")
    return "\n".join(lines)


def consultation_with(proposals: int, *, articles: int = 60) -> Consultation:
    """A consultation open for discussion with so many counted proposals over its articles."""
    actor = clerk()
    unit, _made = Unit.objects.get_or_create(name_bg="Отдел „Измервания“")
    reasons = {
        f"reason_{name}": "Причина." for name in ("causes", "aims", "means", "results", "eu")
    }
    draft = drafting.prepare(
        actor=actor,
        title=f"Наредба с {proposals} предложения",
        kind="ordinance",
        drafter_kind="mayor",
        sponsor="Кметът",
        summary="Измерва се.",
        unit=unit,
        contact="Деловодител",
        **reasons,
    )
    drafting.set_text(draft, actor=actor, text=text(articles))
    consultation = publishing.publish(draft, actor=actor)
    # A transaction that makes too many objects between two statements would be cut off as idle.
    for first in range(1, proposals + 1, AT_ONCE):
        with transaction.atomic():
            _fill(consultation, range(first, min(first + AT_ONCE, proposals + 1)), actor)
    with transaction.atomic():
        _count(consultation, proposals)
    return consultation


def _fill(consultation: Consultation, numbers: range, author: User) -> None:
    blocks = list(consultation.provisions.filter(is_block=True))
    opinions = Opinion.objects.bulk_create(
        Opinion(
            consultation=consultation,
            reference=f"{consultation.pk}-{number}",
            receipt_id=uuid.uuid4().hex[:16],
            author=author,
            name="Мария Петрова",
            capacity=Capacity.SELF,
            received_at=datetime.now(tz=UTC),
            digest="ab" * 32,
            record_number=number,
            record_hash="cd" * 32,
            confirmation=Opinion.Confirmation.ACCOUNT,
        )
        for number in numbers
    )
    Proposal.objects.bulk_create(
        (
            Proposal(
                consultation=consultation,
                opinion=opinion,
                provision=blocks[number % len(blocks)],
                number=1,
                kind=ProposalKind.REWORD,
                text="Собственикът почиства прилежащата площ всеки ден и я полива лятото.",
                reasons="За да е чисто, особено в горещите месеци.",
                counts=True,
            )
            for number, opinion in enumerate(opinions)
        ),
        batch_size=2000,
    )


def _count(consultation: Consultation, proposals: int) -> None:
    for block in consultation.provisions.filter(is_block=True):
        number = Proposal.objects.filter(provision=block).count()
        Provision.objects.filter(pk=block.pk).update(proposal_count=number)
    consultation.opinion_count = consultation.proposal_count = proposals
    consultation.save(update_fields=["opinion_count", "proposal_count"])
    fragments.write_all(consultation)
