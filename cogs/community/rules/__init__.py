"""What can be typed and tapped, what is exported, and why the slice says no."""
