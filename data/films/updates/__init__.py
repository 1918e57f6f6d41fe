"""What a host fetches for the catalogue from public lists, every night or by a command."""
