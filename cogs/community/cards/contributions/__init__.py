"""Contributions as Discord shows them; everything here is for one reader's eyes."""
