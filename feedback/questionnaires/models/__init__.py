"""The facts of a questionnaire and the constraints that hold them."""

from feedback.questionnaires.models.questionnaire import Purpose, Questionnaire, Version

__all__ = ["Purpose", "Questionnaire", "Version"]
