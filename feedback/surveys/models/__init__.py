"""Surveys: what was given out, to whom, and what came back."""

from feedback.surveys.models.giving import Code, Draft, Invitation, PaperBatch, Voucher
from feedback.surveys.models.plan import Plan
from feedback.surveys.models.responding import Channel, OpenAnswer, Response
from feedback.surveys.models.survey import (
    AutomaticRule,
    Mode,
    Occasion,
    Reach,
    Survey,
    SurveyChange,
    publication_key,
)
from feedback.surveys.models.unwanted import Unwanted

__all__ = [
    "AutomaticRule",
    "Channel",
    "Code",
    "Draft",
    "Invitation",
    "Mode",
    "Occasion",
    "OpenAnswer",
    "PaperBatch",
    "Plan",
    "Reach",
    "Response",
    "Survey",
    "SurveyChange",
    "Unwanted",
    "Voucher",
    "publication_key",
]
