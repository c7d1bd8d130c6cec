"""Values, names and causes in Swedish: what every teller needs."""
