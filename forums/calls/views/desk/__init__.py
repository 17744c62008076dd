"""The secretary's desk for calls: each page is there for those in charge of the body."""
