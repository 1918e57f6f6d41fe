"""From a message that is due to one that has arrived."""
