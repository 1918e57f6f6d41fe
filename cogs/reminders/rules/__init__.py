"""Reminders without input or output: showtimes, schedules, messages, and refusals."""
