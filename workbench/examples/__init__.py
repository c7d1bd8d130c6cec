"""Examples told: what became of them, what they show, what none shows, and cases proposed as new ones."""
