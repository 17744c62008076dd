"""The facts of bodies and of those who sit in them, and the constraints that hold them."""

from forums.bodies.models.body import (
    ActKind,
    Body,
    BodyChange,
    BodyRules,
    Secretary,
    publication_key,
)
from forums.bodies.models.seat import Membership, Office, Release, Seat, SeatCategory, Standing

__all__ = [
    "ActKind",
    "Body",
    "BodyChange",
    "BodyRules",
    "Membership",
    "Office",
    "Release",
    "Seat",
    "SeatCategory",
    "Secretary",
    "Standing",
    "publication_key",
]
