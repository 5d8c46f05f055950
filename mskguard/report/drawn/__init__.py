"""Drawings of the graph: clusters, the networks around them, their clients and principals."""
