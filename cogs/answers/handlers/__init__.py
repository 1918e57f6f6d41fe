"""What the slice does with a message: replies to it, or posts it again covered."""
