"""Word lists of the quotation checks."""
