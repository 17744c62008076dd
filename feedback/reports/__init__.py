"""The participation report: how people took part in a period, counted from the record."""
