"""Forms of those who propose and of those who keep the register."""
