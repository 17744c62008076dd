"""What the answers say: figures with their uncertainty, and nothing that tells of fewer than five."""
