"""Seats of elections told: one outcome, or several side by side."""
