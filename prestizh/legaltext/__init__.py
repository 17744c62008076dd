"""Bulgarian legal text as data: provisions with stable addresses, warnings, comparison.

Pure functions of text. The form is that of Указ № 883 for the application of the Закон за
нормативните актове (УПЗНА), чл. 24-33, and of what municipalities really write.
"""

from .citing import cited
from .grouping import Block, Counts, blocks, counts, written
from .model import Act, Node, NodeKind, ParseWarning, WarningCode
from .reading import parse
from .redlining import Change, Segment, redline
from .tidying import tidy

__all__ = [
    "Act",
    "Block",
    "Change",
    "Counts",
    "Node",
    "NodeKind",
    "ParseWarning",
    "Segment",
    "WarningCode",
    "blocks",
    "cited",
    "counts",
    "parse",
    "redline",
    "tidy",
    "written",
]
