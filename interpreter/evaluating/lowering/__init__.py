"""Plan to integer code. The door is `lower.lower`."""
