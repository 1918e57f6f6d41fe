"""The guide's topics."""
