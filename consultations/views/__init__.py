"""Pages of a consultation: each view fetches through permission, calls one act, redirects."""
