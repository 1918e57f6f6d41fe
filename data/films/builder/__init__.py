"""The steps by which the public lists become the catalogue's files."""
