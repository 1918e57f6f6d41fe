"""What bounds the work that a member, a server and a flood can make the bot do."""
