"""What is shown of reminders and parties, the fields of forms included."""
