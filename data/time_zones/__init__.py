"""Time zones: their names, and the places by which people name them."""
