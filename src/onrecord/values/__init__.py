"""What a value means: parse and compare amounts, dates, names and places."""
