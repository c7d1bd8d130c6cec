"""A calculation with its rules and data as one record, made and read back. See docs/records.md."""
