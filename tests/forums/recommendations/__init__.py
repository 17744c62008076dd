"""What bodies recommend."""
