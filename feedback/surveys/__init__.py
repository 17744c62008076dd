"""Giving a questionnaire out: to whom, how and until when; and taking the answers in."""
