"""What the running bot does as a process: its service, metrics, catalogue updates."""
