from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.stakeholders"

    def ready(self) -> None:
        """Bring in what registers itself: the letter of invitation."""
        from feedback.stakeholders import letters  # noqa: F401
