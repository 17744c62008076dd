"""Calls for members: what is asked, who applied, how it was selected, who was appointed."""
