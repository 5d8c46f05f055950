"""Tests of the reports, on findings made by hand."""
