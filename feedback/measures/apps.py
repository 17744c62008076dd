from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.measures"
