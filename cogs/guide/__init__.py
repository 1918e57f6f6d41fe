"""How to read a stinger."""
