"""Proposals for better participation, what was decided on them, and what was done."""
