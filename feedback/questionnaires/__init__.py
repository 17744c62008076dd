"""What is asked: sections, questions, conditions; versions that are frozen once they are published."""
