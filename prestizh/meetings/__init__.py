"""Meetings: notice, agenda, attendance, votes, minutes; for bodies, and later for hearings."""
