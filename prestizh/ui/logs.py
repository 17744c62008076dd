"""Structured logs: one JSON object a line, with the request's id; no address, no mail in them."""

import logging
from typing import Any

import structlog

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
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            foreign_pre_chain=PRE_CHAIN,
        )


def logger(name: str) -> logging.Logger:
    """A logger whose keyword facts become fields of the line: `log.info("sent", extra={...})`."""
    return logging.getLogger(name)
