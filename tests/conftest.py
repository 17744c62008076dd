"""The fixtures that every test may ask for."""

from tests.cast import administrator, cast, clerk, participant, representative

__all__ = ["administrator", "cast", "clerk", "participant", "representative"]
