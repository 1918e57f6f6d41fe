"""What the screen of /config setup does."""
