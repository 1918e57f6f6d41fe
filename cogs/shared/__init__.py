"""What several slices need of Discord: the bot, spoilers, the film option, cards, errors."""
