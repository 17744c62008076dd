from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.questionnaires"
