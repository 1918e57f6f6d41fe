"""Contributions as Discord shows them."""
