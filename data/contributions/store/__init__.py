"""What is stored of contributions, and the films that they add."""
