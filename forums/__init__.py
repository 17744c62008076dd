"""Citizen forums, councils, consultative bodies and working groups: calls, seats, meetings."""
