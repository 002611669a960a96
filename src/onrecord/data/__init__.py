"""Words, not code: the lists and patterns that rules read."""
