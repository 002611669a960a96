"""Comparing what the record holds: a room per check, each handed candidates by index."""
