from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.measures"

    def ready(self) -> None:
        """Bring in what registers itself: letters and news."""
        from feedback.measures import letters, news  # noqa: F401
