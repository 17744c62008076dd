"""What one machine needs to try the portal out: servers of its own, the demo and the test run.

Everything a first start touches (`bootstrap`, `processes`) is standard library only.
"""
