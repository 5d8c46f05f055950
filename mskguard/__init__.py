"""A policy and compliance static analyzer for Amazon MSK."""

__version__ = "0.1.0"
