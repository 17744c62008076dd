"""The closed room of a body: papers, discussion, tasks, a shared text, reports."""
