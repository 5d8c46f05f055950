"""Kafka's own files to the graph, through the real front end."""
