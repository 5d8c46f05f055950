"""Tells a run's result: as text, as SARIF and as JSON."""
