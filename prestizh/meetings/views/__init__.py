"""What is read of meetings, by everybody and by members; what secretaries do."""
