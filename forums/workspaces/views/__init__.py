"""The pages of a workspace, each for those who are in its room."""
