"""The facts of a public consultation and the constraints that hold them."""

from consultations.models.answer import Answer, ClosingReport, Decision, Outcome
from consultations.models.basket import Basket, BasketItem
from consultations.models.consultation import (
    ActKind,
    Attachment,
    Consultation,
    Correction,
    DrafterKind,
    StageChange,
    publication_key,
)
from consultations.models.fragment import Fragment
from consultations.models.opinion import (
    Capacity,
    Channel,
    Opinion,
    Proposal,
    ProposalKind,
    ShownAs,
)
from consultations.models.origin import Origin
from consultations.models.provision import Provision

__all__ = [
    "ActKind",
    "Answer",
    "Attachment",
    "Basket",
    "BasketItem",
    "Capacity",
    "Channel",
    "ClosingReport",
    "Consultation",
    "Correction",
    "Decision",
    "DrafterKind",
    "Fragment",
    "Opinion",
    "Origin",
    "Outcome",
    "Proposal",
    "ProposalKind",
    "Provision",
    "ShownAs",
    "StageChange",
    "publication_key",
]
