"""Performance as ratios, one command each; see README.md."""
