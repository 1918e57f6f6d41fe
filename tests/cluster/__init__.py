"""Several processes of one bot, on one PostgreSQL and one simulated Discord that speaks shards."""
