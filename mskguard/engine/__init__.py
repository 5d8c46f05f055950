"""Asks the rules and turns their verdicts into findings. Knows no dialect and no rule."""
