"""What the running bot does as a process: its login, signals, metrics, catalogue updates."""
