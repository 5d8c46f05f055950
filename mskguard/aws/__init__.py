"""The facts about Amazon MSK: dated, cited data, and typed access to it."""
