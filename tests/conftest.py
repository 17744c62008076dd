"""The fixtures that every test may ask for, and the patience of the tests that Hypothesis makes up."""

from hypothesis import settings

from tests.cast import administrator, cast, clerk, participant, representative

__all__ = ["administrator", "cast", "clerk", "participant", "representative"]

# A busy machine is no fault of what is tested; CI's own profile says so already.
settings.register_profile(
    "unhurried", settings.get_profile(settings.get_current_profile_name()), deadline=None
)
settings.load_profile("unhurried")
