"""How the bot fares, without input or output."""
