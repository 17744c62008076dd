"""The pages on which a reader without an account asks to be told, confirms it and ends it."""
