"""Turns the documentation of rules into tests: what it finds wrong, it returns as sentences."""
