"""Measurements, kept beside the tests and never part of them: `python -m benchmarks`."""
