"""What servers and members have decided, and the policies that follow from it."""
