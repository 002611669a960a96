"""Segments to records: one room a kind; every extractor takes a page and yields rows and problems."""
