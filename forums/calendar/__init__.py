"""One calendar of all that has a day: meetings, calls, answers, discussions."""
