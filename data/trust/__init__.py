"""Whose word weighs how much, and when too many new members speak at once. Pure."""
