"""What the slice's commands, buttons and forms do: one file for each conversation."""
