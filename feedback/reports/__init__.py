"""The participation report: one content, many formats."""
