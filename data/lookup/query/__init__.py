"""What was typed, read before any film is searched: text, titles with a year, links, sentences."""
