"""Named choices of rules and thresholds: for an environment, or for a compliance framework."""
