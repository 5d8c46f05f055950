"""Requests to AWS and its answers to the graph, through the real front end."""
