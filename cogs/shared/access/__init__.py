"""Who may do, read and be told what: permissions, rights, readers, Spoiler Channels."""
