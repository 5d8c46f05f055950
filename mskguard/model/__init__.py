"""What exists, whatever language declared it."""
