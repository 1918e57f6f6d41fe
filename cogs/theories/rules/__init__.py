"""Theories without input or output: what they are, how they are weighed, and refusals."""
