"""General questions."""
