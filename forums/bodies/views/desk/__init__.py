"""The desk of the bodies: for clerks, for secretaries of their own bodies, for auditors to read."""
