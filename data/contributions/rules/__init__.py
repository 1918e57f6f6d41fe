"""The rules of contributions: kinds, revisions, decisions, and how they are merged. Pure."""
