"""The shape of what is asked about recommendations; what may be done is said by the acts."""
