"""Bodies: what they are for, by what rules they work, who sits in them."""
