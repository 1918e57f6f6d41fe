"""What a showtime is made of: how a text is put together, and what each part may mean."""
