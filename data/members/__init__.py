"""What a member's account of Stinger holds."""
