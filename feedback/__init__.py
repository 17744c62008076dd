"""What those who take part think of it: surveys, needs, and what was changed because of them."""
