"""One-time codes that nobody can join to a reader.

At the opening as many codes are made as letters will be written. Of each the database keeps a digest
(`Code`) and, until it is in a letter, the sealed code itself (`Voucher`); both are written in one
statement each, in an order by chance. A letter takes any voucher and deletes it in the transaction
that hands the mail over. So no row says, before or after, which code went to whom.
"""

import base64
import hashlib
import secrets
import uuid

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from feedback.surveys.models import Code, Survey, Voucher
from prestizh.refusal import Refused

# Without letters and digits that are mistaken for one another: 79 bits by chance.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 16
# With fewer invited a code would nearly be a name: they get the open link only.
LEAST_INVITED = 10


class Used(Refused):
    """The code was used, or never was one."""

    def __init__(self) -> None:
        super().__init__(
            _("With this code an answer was sent already, or it is not one of this survey.")
        )


def new_code() -> str:
    """A code by chance."""
    return "".join(secrets.choice(ALPHABET) for _i in range(LENGTH))


def digest(code: str) -> str:
    """What is kept of a code; however it was typed."""
    tidy = code.strip().lower().replace("-", "").replace(" ", "")
    return hashlib.sha256(b"prestizh.surveys.code:" + tidy.encode()).hexdigest()


def issue(survey: Survey, number: int) -> None:
    """Make `number` codes for letters that are about to be written."""
    made = [new_code() for _i in range(number)]
    box = _box()
    Code.objects.bulk_create(
        Code(sha256=sha256, survey=survey) for sha256 in sorted(digest(code) for code in made)
    )
    secrets.SystemRandom().shuffle(made)
    Voucher.objects.bulk_create(
        Voucher(survey=survey, sealed=box.encrypt(code.encode()).decode()) for code in made
    )


def draw(survey: Survey) -> str | None:
    """Any code that is in no letter yet, which then is in none but this; None when all are out.

    Letters written at the same time take different ones.
    """
    free = Voucher.objects.select_for_update(skip_locked=True).filter(survey=survey).order_by("id")
    voucher = free.filter(id__gte=uuid.uuid4()).first() or free.first()
    if voucher is None:
        return None
    try:
        code = _box().decrypt(voucher.sealed.encode()).decode()
    except InvalidToken as error:
        raise Refused(_("The codes were sealed with another secret key.")) from error
    voucher.delete()
    return code


def is_unused(survey: Survey, code: str) -> bool:
    """Whether an answer can be sent with this code. The answer may change until it is."""
    return Code.objects.filter(survey=survey, sha256=digest(code)).exists()


def use(survey: Survey, code: str) -> None:
    """Cut the code loose: its row is gone with this transaction. Raises `Used` the second time."""
    number, _rows = Code.objects.filter(survey=survey, sha256=digest(code)).delete()
    if not number:
        raise Used


def forget(survey: Survey) -> None:
    """Delete what is left of the codes when a survey ends."""
    Code.objects.filter(survey=survey).delete()
    Voucher.objects.filter(survey=survey).delete()


def _box() -> MultiFernet:
    """Encryption under the secret key: a copy of the database alone shows no code."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"prestizh.surveys.voucher" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in digests])
