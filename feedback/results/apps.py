from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.results"

    def ready(self) -> None:
        """Bring in what registers itself: the maker of papers, panels."""
        from feedback.results import panels, papers  # noqa: F401
