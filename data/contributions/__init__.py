"""What members add: kinds, whose word counts, what becomes of it, and how it is merged."""
