"""Options that several commands have: completed while a member types, and read once it is sent."""
