"""Reads the catalogue's files; each fault names file and line."""
