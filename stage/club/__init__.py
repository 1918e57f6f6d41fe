"""The Film Club: who is in it, what they look like, and what they have done before a visit."""
