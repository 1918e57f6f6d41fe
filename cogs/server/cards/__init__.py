"""What is shown of settings, permissions, help and a member's own data."""
