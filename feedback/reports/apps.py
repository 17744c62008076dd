from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.reports"
    label = "participation"

    def ready(self) -> None:
        """Bring in what registers itself: the counting, the paper, the letter."""
        from feedback.reports import letters, making, papers  # noqa: F401
