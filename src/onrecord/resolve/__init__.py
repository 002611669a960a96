"""Mentions to actors, figures to measures, commitments to threads."""
