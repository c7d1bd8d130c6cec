"""Two versions of a regulation side by side: opened, compared, told."""
