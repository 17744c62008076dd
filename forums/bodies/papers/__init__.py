"""The papers of a body, drawn up from its settings, so that the paper and the portal agree.

They are drafts in Bulgarian, as acts of a municipality are; whoever signs them may change them.
"""

from forums.bodies.papers.acts import constituting_act
from forums.bodies.papers.paper import Paper
from forums.bodies.papers.procedure_rules import rules_of_procedure

MAKERS = {"rules": rules_of_procedure, "act": constituting_act}

__all__ = ["MAKERS", "Paper", "constituting_act", "rules_of_procedure"]
