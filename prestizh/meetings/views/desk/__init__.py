"""The secretary's pages of a meeting: before it, and while it is in session."""
