"""What the slice's commands, buttons and forms do; one module for each conversation."""
