"""Forms of meetings. What may be done, and when, is said by the acts."""
