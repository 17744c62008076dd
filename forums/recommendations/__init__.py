"""What bodies recommend, to whom, what was answered and what was done about it."""
