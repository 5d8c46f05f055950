"""Snapshots of an account that moto and canned answers make up."""
