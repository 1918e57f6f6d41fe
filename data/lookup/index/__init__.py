"""The index of names: keys, initials, sounds and prefixes, and how near one comes."""
