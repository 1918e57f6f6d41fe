"""What members can add: each kind's fields, how they are filled and read, and its summary."""
