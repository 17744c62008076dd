"""Forms of bodies; what may be done is said by the acts."""
