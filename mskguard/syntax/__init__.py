"""Text to located trees; knows nothing of AWS."""
