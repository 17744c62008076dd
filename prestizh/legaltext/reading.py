"""Reading of an act: the beginning, the body, the checks."""

from __future__ import annotations

from .body import Body
from .checks import check
from .front import read_front
from .model import Act, WarningCode
from .source import Source
from .tidying import tidy
from .tree import Tree


def parse(text: str) -> Act:
    """Read an act; never raises, loses no character but white space and what `tidy` takes.

    What has no label becomes text of the node it follows. Doubts come back as warnings, in the
    order of their lines; nothing is renumbered or put right. Time grows with the length of the
    text.
    """
    source, tree = Source(tidy(text)), Tree()
    title, start = read_front(source, tree)
    if not title:
        tree.warn(WarningCode.NO_TITLE, tree.root)
    if not source.has_units:
        tree.warn(WarningCode.NO_PROVISIONS, tree.root)
    Body(source, tree, title, start).read()
    check(tree)
    nodes = tree.nodes()
    return Act(title, nodes, tree.warnings())
