"""What is stored of watch parties, their series, hosts and votes."""
