"""How the weights were made, from named data, re-runnable."""
