"""Pages of calls: each view fetches through permission, calls one act, redirects."""
