"""Trees to the model, one room for each dialect. Knows nothing of rules."""
