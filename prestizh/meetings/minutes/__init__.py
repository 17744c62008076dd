"""Minutes: drawn up from the agenda, remarked on by the members, signed, published without what is private."""
