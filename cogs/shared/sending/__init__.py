"""What is sent without being asked for: delivery, due work, and the places it goes to."""
