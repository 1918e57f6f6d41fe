"""What is shown of theories, the fields of forms included."""
