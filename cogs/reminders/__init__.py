"""Stay-seated reminders and watch parties: `/remind` and `/party`."""
