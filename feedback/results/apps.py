from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.results"
