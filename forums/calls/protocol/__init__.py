"""The protocol of a selection on paper: what it holds, what of it is public, its PDF and Word file."""
