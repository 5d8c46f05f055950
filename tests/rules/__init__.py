"""Corners of the shipped rules that would clutter their documentation."""
