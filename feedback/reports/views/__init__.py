"""Pages of participation reports: for everybody, and at the desk."""
