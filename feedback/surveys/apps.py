from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.surveys"
