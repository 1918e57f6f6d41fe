"""What the features share and what knows nothing of Discord."""
