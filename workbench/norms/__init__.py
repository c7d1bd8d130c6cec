"""Who must, may and has a right to what, told: by bearer, and by the days of a year."""
