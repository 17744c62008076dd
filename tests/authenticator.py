"""What an authenticator app shows, for tests that type it."""

import time

from allauth.mfa.app_settings import TOTP_PERIOD
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_of(secret: str, *, steps: int = 0) -> str:
    """The six digits shown now, or so many half minutes later (earlier, if negative).

    Not within the last seconds of a step: what was a step ago then would be two by its arrival.
    """
    left = TOTP_PERIOD - time.time() % TOTP_PERIOD
    if left < 4:
        time.sleep(left)
    counter = int(time.time()) // TOTP_PERIOD + steps
    return str(format_hotp_value(hotp_value(secret, counter)))
