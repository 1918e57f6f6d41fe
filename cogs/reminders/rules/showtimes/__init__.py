"""Showtimes as people type them, read by a closed grammar: every word counts, or none does."""
