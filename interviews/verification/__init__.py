"""Was it said? A claim against the words on record: DESIGN of the five verdicts in `verdicts`."""
