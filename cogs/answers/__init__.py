"""Questions in chat, and the message menus that keep spoilers covered."""
