"""Pages of proposals and measures: what everybody reads, who proposes, the desk."""
