"""Holds what is written against the schemas of MSK's types."""
