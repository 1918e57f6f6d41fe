"""What the bot and Discord settle when it connects: the login, turns to identify, its commands."""
