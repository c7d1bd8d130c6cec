"""From votes to seats: elections as the election authority publishes them, and the law that gives the seats."""
