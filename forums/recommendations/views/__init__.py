"""Pages of recommendations: what everybody reads, who answers, and the desk."""
