"""Examples and published tables held against what the rules give, and what of the rules they show."""
