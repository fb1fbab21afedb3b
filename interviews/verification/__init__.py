"""Was it said? Words that somebody published, against the words on record."""
