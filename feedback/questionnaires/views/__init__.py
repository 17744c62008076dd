"""Pages of the desk of questionnaires."""
