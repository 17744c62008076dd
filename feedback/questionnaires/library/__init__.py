"""The library of questionnaires to begin with; texts are the portal's own and may be changed."""

from collections.abc import Mapping
from types import MappingProxyType

from feedback.questionnaires.content import Content
from feedback.questionnaires.library.participation import AFTER_EVENT, AFTER_REPORT, COUNCIL
from feedback.questionnaires.library.wider import ACCESSIBILITY, ATTITUDES, NEEDS

# By the values of `models.Purpose`.
TEMPLATES: Mapping[str, Content] = MappingProxyType(
    {
        "after_event": AFTER_EVENT,
        "after_report": AFTER_REPORT,
        "council": COUNCIL,
        "needs": NEEDS,
        "attitudes": ATTITUDES,
        "accessibility": ACCESSIBILITY,
    }
)
