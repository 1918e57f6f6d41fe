"""What a watch party's commands, buttons and forms do."""
