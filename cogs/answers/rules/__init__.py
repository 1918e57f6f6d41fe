"""Questions in chat without input or output: what is asked, of which film, and what was said."""
