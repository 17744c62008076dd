"""Pages of bodies: what everybody reads, and the desk."""
