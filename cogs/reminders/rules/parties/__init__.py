"""The rules of watch parties: waiting list, series, hosts, votes."""
