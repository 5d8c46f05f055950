"""Kafka's own files and the output of its tools, as far as they are about MSK."""
