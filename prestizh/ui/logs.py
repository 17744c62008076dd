"""Structured logs: one JSON object a line, with the request's id; no address, no mail in them.

A library's message or a traceback may carry an address that somebody typed or came from, or the
code of a survey. It is taken out here, on the way of every line, and not where the line was written.
"""

import ipaddress
import re
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

MAIL: Final = re.compile(r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
IP4: Final = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
# What may be an address of IPv6; `ipaddress` says whether it is (15:39:22 is not).
MAYBE_IP6: Final = re.compile(r"(?<![\w:.])[0-9A-Fa-f:]{2,39}(?![\w:])")
# Where somebody answers a survey: a code may stand in the address, and the screen tells too much.
ANSWERING: Final = re.compile(r"(/surveys/[\w-]{1,40}/)(?:code|answer)/[\w/-]*")
# Where somebody says that they want no letters of surveys: the address says who it is.
UNWANTED: Final = re.compile(r"(/surveys/letters/)[\w:%.-]+")
# Made by us, not told by anybody.
OURS: Final = frozenset({"timestamp", "level", "logger", "request_id"})


def without_addresses(text: str) -> str:
    """The text with addresses of mail and of the network, and codes of surveys, taken out."""
    text = UNWANTED.sub(r"\1[reader]", ANSWERING.sub(r"\1[answering]", text))
    return MAYBE_IP6.sub(_without_ip6, IP4.sub("[ip]", MAIL.sub("[mail]", text)))


def _without_ip6(found: "re.Match[str]") -> str:
    try:
        ipaddress.IPv6Address(found[0])
    except ValueError:
        return found[0]
    return "[ip]"


def mask(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take the addresses out of everything in a line that others had a hand in."""
    for name, value in line.items():
        if name not in OURS and not isinstance(value, int | float | None):
            line[name] = without_addresses(str(value))
    return line


PRE_CHAIN: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class StructuredFormatter(structlog.stdlib.ProcessorFormatter):
    """Writes a log record, ours or a library's, as one line of JSON."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        super().__init__(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                mask,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            foreign_pre_chain=PRE_CHAIN,
        )
